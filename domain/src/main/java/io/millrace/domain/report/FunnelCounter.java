package io.millrace.domain.report;

import io.millrace.domain.ensemble.Action;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.ensemble.Gate;
import io.millrace.domain.ensemble.GateReading;
import io.millrace.domain.risk.DenialCode;
import io.millrace.domain.risk.RiskDecision;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts a run into a {@link DecisionFunnel}, one record at a time and in any order. */
public final class FunnelCounter {

    private final Map<Action, Long> actions = new EnumMap<>(Action.class);
    private final Map<Gate, Long> heldBy = new EnumMap<>(Gate.class);
    private final Map<DenialCode, Long> rejections = new EnumMap<>(DenialCode.class);
    private long bars;
    private long decisions;
    private long withoutModel;
    private long approved;
    private long resized;
    private long orders;
    private long fills;

    public void bars(long more) {
        bars += more;
    }

    public void orders(long more) {
        orders += more;
    }

    public void fills(long more) {
        fills += more;
    }

    public void add(Decision decision) {
        decided(
                decision.action(),
                decision.modelAbsent(),
                decision.bindingGate().map(GateReading::gate).orElse(null));
    }

    public void add(RiskDecision decision) {
        if (decision.approved()) {
            approved(decision.quantity().compareTo(decision.requestedQuantity()) < 0);
        } else {
            decision.binding().ifPresent(rule -> rejected(rule.rule()));
        }
    }

    /**
     * Counts a decision by what its archived line says.
     *
     * @param bindingGate the first gate that it failed, if any; counted for a HOLD
     */
    public void decided(Action action, boolean modelAbsent, @Nullable Gate bindingGate) {
        decisions++;
        withoutModel += modelAbsent ? 1 : 0;
        actions.merge(action, 1L, Long::sum);
        if (action == Action.HOLD && bindingGate != null) {
            heldBy.merge(bindingGate, 1L, Long::sum);
        }
    }

    public void approved(boolean smallerThanAskedFor) {
        approved++;
        resized += smallerThanAskedFor ? 1 : 0;
    }

    public void rejected(DenialCode code) {
        rejections.merge(code, 1L, Long::sum);
    }

    /** What was counted so far. */
    public DecisionFunnel funnel() {
        return new DecisionFunnel(
                bars,
                decisions,
                withoutModel,
                actions,
                heldBy,
                approved,
                resized,
                rejections,
                orders,
                fills);
    }
}
