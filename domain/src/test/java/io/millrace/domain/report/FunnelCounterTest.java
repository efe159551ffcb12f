package io.millrace.domain.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.ensemble.Action;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.ensemble.Gate;
import io.millrace.domain.ensemble.GateReading;
import io.millrace.domain.ensemble.Regime;
import io.millrace.domain.market.Bar;
import io.millrace.domain.risk.DenialCode;
import io.millrace.domain.risk.RiskDecision;
import io.millrace.domain.risk.RuleReading;
import io.millrace.domain.risk.TradingState;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunnelCounterTest {

    @Test
    void countsEveryStepAndWhatHeldTheRest() {
        FunnelCounter counter = new FunnelCounter();
        counter.bars(5);
        counter.add(decision(Action.HOLD, true, Gate.VOTES));
        counter.add(decision(Action.HOLD, true, Gate.CONFIDENCE));
        counter.add(decision(Action.HOLD, false, Gate.CONFIDENCE));
        counter.add(decision(Action.BUY, true, null));
        counter.add(decision(Action.SELL, true, null));
        counter.add(verdict(true, "10", "10"));
        counter.add(verdict(true, "10", "4"));
        counter.add(verdict(false, "10", "0"));
        counter.orders(3);
        counter.fills(2);

        assertThat(counter.funnel())
                .isEqualTo(
                        new DecisionFunnel(
                                5,
                                5,
                                4,
                                Map.of(Action.HOLD, 3L, Action.BUY, 1L, Action.SELL, 1L),
                                Map.of(Gate.VOTES, 1L, Gate.CONFIDENCE, 2L),
                                2,
                                1,
                                Map.of(DenialCode.TRADING_STATE, 1L),
                                3,
                                2));
        assertThat(counter.funnel().actions(Action.HOLD)).isEqualTo(3);
        assertThat(counter.funnel().rejected()).isEqualTo(1);
    }

    @Test
    void anEmptyRunIsAnEmptyFunnel() {
        assertThat(new FunnelCounter().funnel().actions(Action.BUY)).isZero();
        assertThat(new FunnelCounter().funnel().rejected()).isZero();
    }

    private static Decision decision(
            Action action, boolean modelAbsent, @org.jspecify.annotations.Nullable Gate held) {
        return new Decision(
                "test",
                new Bar("AAPL", 0, 60_000, 1, 1, 1, 1, 1),
                action,
                0,
                0,
                Regime.UNKNOWN,
                modelAbsent,
                List.of(),
                held == null ? List.of() : List.of(new GateReading(held, null, 1, false)),
                null);
    }

    private static RiskDecision verdict(boolean approved, String requested, String allowed) {
        return new RiskDecision(
                "paper",
                "test",
                "AAPL",
                60_000,
                approved,
                new BigDecimal(requested),
                new BigDecimal(allowed),
                List.of(new RuleReading(DenialCode.TRADING_STATE, "HALTED", "ACTIVE", !approved)),
                TradingState.ACTIVE);
    }
}
