package io.millrace.control.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.config.Settings;
import io.millrace.domain.feature.ReturnWindow;
import io.millrace.domain.risk.AccountView;
import io.millrace.domain.risk.DenialCode;
import io.millrace.domain.risk.ProposedEntry;
import io.millrace.domain.risk.Readiness;
import io.millrace.domain.risk.RiskLimits;
import io.millrace.domain.risk.RiskPolicy;
import io.millrace.domain.risk.RiskRules;
import io.millrace.domain.risk.TradingState;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Every rule can be pushed over its limit and taken back, as the policy itself sees it. */
class RiskNudgeTest {

    private static final BigDecimal EQUITY = new BigDecimal("100000");

    private static final RiskLimits LIMITS =
            RiskLimits.from(
                    new Settings(
                            Map.of(
                                    "risk.run.max-loss", "500",
                                    "risk.run.max-orders", "9",
                                    "risk.run.max-notional", "5000",
                                    "risk.block-on-unknown", "false")));

    private static final RiskPolicy POLICY = new RiskPolicy(RiskRules.standard(LIMITS));

    @ParameterizedTest
    @EnumSource(
            value = DenialCode.class,
            mode = Mode.EXCLUDE,
            names = {
                "CORRELATION", // takes the returns of another symbol to make up
                "SECTOR_EXPOSURE", // takes a sector
                "CVAR",
                "QUANTITY_BELOW_LOT",
                "POSITION_SIZE", // cuts down and refuses nothing
                "ORDER_NOTIONAL",
                "ORDER_SHARES",
                "NOTHING_TO_SELL", // no rule of an entry
                "EXIT_ALREADY_WORKING",
                "EXITS_BLOCKED"
            })
    void objectsBeyondItsLimitAndIsContentWithin(DenialCode rule) {
        ViewDraft draft = new ViewDraft(inputs());
        RiskNudge nudge = new RiskNudge(LIMITS, BigDecimal.TEN);

        assertThat(nudge.breach(rule, draft)).isTrue();
        assertThat(breached(rule, draft)).isTrue();
        if (rule != DenialCode.PRICE_COLLAR) { // its way back is the last return's, not the price's
            assertThat(nudge.content(rule, draft)).isTrue();
            assertThat(breached(rule, draft)).isFalse();
        }
    }

    @Test
    void nothingObjectsBefore() {
        ViewDraft draft = new ViewDraft(inputs());

        assertThat(POLICY.assess(draft.entry(), draft.view()).approved()).isTrue();
    }

    private static boolean breached(DenialCode rule, ViewDraft draft) {
        return POLICY.assess(draft.entry(), draft.view()).readings().stream()
                .anyMatch(reading -> reading.rule() == rule && reading.breached());
    }

    private static RecordedDecision.Inputs inputs() {
        BigDecimal price = new BigDecimal("50");
        return new RecordedDecision.Inputs(
                new ProposedEntry(
                        "SPY",
                        "entry",
                        price,
                        BigDecimal.TEN,
                        new BigDecimal("51"),
                        new BigDecimal("49"),
                        BigDecimal.ONE,
                        0.01,
                        1e7,
                        ReturnWindow.of(new long[] {1}, new double[] {0.001}),
                        1_700_000_000_000L),
                new AccountView(
                        TradingState.ACTIVE,
                        false,
                        true,
                        EQUITY,
                        EQUITY,
                        EQUITY,
                        EQUITY,
                        EQUITY,
                        List.of(),
                        0,
                        0,
                        0,
                        0,
                        BigDecimal.ZERO,
                        new Readiness(true, 0, 60_000, true),
                        new AccountView.InSymbol(
                                BigDecimal.ZERO,
                                false,
                                BigDecimal.ZERO,
                                false,
                                0,
                                null,
                                null,
                                BigDecimal.ZERO)));
    }
}
