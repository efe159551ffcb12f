package io.millrace.domain.report;

import io.millrace.domain.ensemble.Action;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.ensemble.Gate;
import io.millrace.domain.ensemble.GateReading;
import io.millrace.domain.risk.DenialCode;
import io.millrace.domain.risk.RiskDecision;
import java.util.EnumMap;
import java.util.Map;

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
        decisions++;
        withoutModel += decision.modelAbsent() ? 1 : 0;
        actions.merge(decision.action(), 1L, Long::sum);
        if (decision.action() == Action.HOLD) {
            decision.bindingGate()
                    .map(GateReading::gate)
                    .ifPresent(gate -> heldBy.merge(gate, 1L, Long::sum));
        }
    }

    public void add(RiskDecision decision) {
        if (decision.approved()) {
            approved++;
            resized += decision.quantity().compareTo(decision.requestedQuantity()) < 0 ? 1 : 0;
        } else {
            decision.binding().ifPresent(rule -> rejections.merge(rule.rule(), 1L, Long::sum));
        }
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
