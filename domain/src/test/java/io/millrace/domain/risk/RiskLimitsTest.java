package io.millrace.domain.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.config.InvalidConfiguration;
import io.millrace.domain.config.Settings;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskLimitsTest {

    @Test
    void standsAsTheSpecificationSays() {
        RiskLimits limits = RiskLimits.standard();

        assertThat(limits)
                .isEqualTo(
                        new RiskLimits(
                                new BigDecimal("0.02"),
                                new BigDecimal("1000"),
                                new BigDecimal("100"),
                                new BigDecimal("10000"),
                                new BigDecimal("50000"),
                                new BigDecimal("0.30"),
                                Map.of(),
                                false,
                                true,
                                new BigDecimal("0.01"),
                                new RiskLimits.OrderRates(5, 3, 900_000, 20, 60_000),
                                new RiskLimits.LossLimits(
                                        new BigDecimal("0.05"),
                                        new BigDecimal("0.10"),
                                        new BigDecimal("0.10"),
                                        0.03,
                                        0.95,
                                        20),
                                new RiskLimits.MarketLimits(
                                        0.10,
                                        0.95,
                                        new BigDecimal("0.05"),
                                        new BigDecimal("5"),
                                        new BigDecimal("3"),
                                        1_800_000,
                                        false),
                                new RiskLimits.FatFinger(
                                        new BigDecimal("100000"), new BigDecimal("50000"), 0.01),
                                new RiskLimits.RunBudget(
                                        new BigDecimal("0"), 0, new BigDecimal("0"))));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "risk.max-position-fraction, 0",
        "risk.max-position-fraction, 1.01",
        "risk.max-order-notional, 0",
        "risk.max-order-shares, -1",
        "risk.max-symbol-exposure, 0",
        "risk.max-total-exposure, 0",
        "risk.max-sector-exposure, 1.1",
        "risk.cash-buffer, -0.01",
        "risk.max-orders-per-minute, 0",
        "risk.max-orders-per-symbol-day, 0",
        "risk.cooldown, PT-1S",
        "risk.max-open-orders, 0",
        "risk.duplicate-window, PT-1S",
        "risk.max-daily-loss, 0",
        "risk.max-drawdown, 1.1",
        "risk.kill-switch-loss, 0",
        "risk.cvar.max, 0",
        "risk.cvar.confidence, 1",
        "risk.min-scenarios, 1",
        "risk.min-scenarios, 61",
        "risk.max-volatility, 0",
        "risk.max-correlation, 1.1",
        "risk.price-collar, 0",
        "risk.slippage.expected-bps, 0",
        "risk.slippage.tolerance, 0",
        "risk.slippage.block, PT-1S",
        "risk.fat-finger.max-quantity, 0",
        "risk.fat-finger.max-notional, 0",
        "risk.fat-finger.max-volume-share, 2",
        "risk.run.max-loss, -1",
        "risk.run.max-orders, -1",
        "risk.run.max-notional, -1",
    })
    void refusesALimitThatMakesNoSense(String key, String value) {
        assertThatThrownBy(() -> read(Map.of(key, value)))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining(key + ": ")
                .hasMessageContaining("(expected: ");
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "risk.max-position-fraction, 1",
        "risk.cash-buffer, 0",
        "risk.max-orders-per-minute, 1",
        "risk.cooldown, 0s",
        "risk.min-scenarios, 2",
        "risk.min-scenarios, 60",
        "risk.cvar.confidence, 0.99",
        "risk.run.max-loss, 1",
        "risk.run.max-orders, 1",
    })
    void acceptsALimitAtItsEdge(String key, String value) {
        assertThatCode(() -> read(Map.of(key, value))).doesNotThrowAnyException();
    }

    @Test
    void readsSectorsFromSections() {
        List<Map<String, Object>> sections =
                List.of(
                        Map.of("symbol", "AAPL", "sector", "tech"),
                        Map.of("symbol", "XOM", "sector", "oil"));

        assertThat(read(Map.of("risk.sectors", sections)).sectors())
                .isEqualTo(Map.of("AAPL", "tech", "XOM", "oil"));
    }

    @Test
    void refusesSectorsThatAreIncompleteOrSaidTwice() {
        List<Map<String, Object>> sections =
                List.of(
                        Map.of("symbol", "AAPL"),
                        Map.of("symbol", "XOM", "sector", "oil"),
                        Map.of("symbol", "XOM", "sector", "gas"));

        assertThatThrownBy(() -> read(Map.of("risk.sectors", sections)))
                .hasMessageContaining(
                        "risk.sectors: {symbol=AAPL} (expected: sections of symbol and sector)")
                .hasMessageContaining("risk.sectors: XOM (expected: every symbol once)");
    }

    private static RiskLimits read(Map<String, Object> values) {
        Settings settings = new Settings(values);
        RiskLimits limits = RiskLimits.from(settings);
        settings.finish();
        return limits;
    }
}
