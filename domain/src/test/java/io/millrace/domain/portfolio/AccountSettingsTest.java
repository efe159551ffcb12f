package io.millrace.domain.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.config.InvalidConfiguration;
import io.millrace.domain.config.Settings;
import io.millrace.domain.risk.RiskLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountSettingsTest {

    @Test
    void standsAsTheSpecificationSays() {
        assertThat(AccountSettings.standard())
                .isEqualTo(
                        new AccountSettings(
                                "backtest",
                                "ensemble",
                                new BigDecimal("100000"),
                                RiskLimits.standard(),
                                new ExitSettings(
                                        new BigDecimal("0.03"),
                                        new BigDecimal("0.015"),
                                        new BigDecimal("0.05"),
                                        60,
                                        true,
                                        300_000,
                                        ExitSettings.KillSwitchExits.ALLOW,
                                        new BigDecimal("0")),
                                new SizingSettings(
                                        SizingSettings.Method.FIXED_NOTIONAL,
                                        new BigDecimal("1000"),
                                        10,
                                        new BigDecimal("0"))));
    }

    @Test
    void travelsInsideAFunction() throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(AccountSettings.standard());
        }

        try (ObjectInputStream in =
                new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(AccountSettings.standard());
        }
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "account.cash, 0",
        "exits.take-profit, 0",
        "exits.take-profit, 0.05",
        "exits.stop-loss, 0",
        "exits.stop-loss, 0.05",
        "exits.trailing-stop, -0.01",
        "exits.trailing-stop, 1",
        "exits.max-holding, 90s",
        "exits.max-holding, PT-1M",
        "exits.end-of-day-before-close, PT-1S",
        "exits.tick, -0.01",
        "exits.profile, bold",
        "sizing.notional, 0",
        "sizing.positions, 0",
        "sizing.lot, -1",
        "sizing.method, all-in",
    })
    void refusesASettingThatMakesNoSense(String key, String value) {
        Settings settings = new Settings(Map.of(key, value));
        AccountSettings.from(settings);

        assertThatThrownBy(settings::finish)
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining(key + ": ");
    }

    @Test
    void refusesProtectionsThatTheCollarWouldAlwaysRefuse() {
        Settings settings = new Settings(Map.of("risk.price-collar", "0.02"));
        AccountSettings.from(settings);

        assertThatThrownBy(settings::finish)
                .hasMessageContaining(
                        "exits.take-profit: 0.03 (expected: < risk.price-collar 0.02");
    }
}
