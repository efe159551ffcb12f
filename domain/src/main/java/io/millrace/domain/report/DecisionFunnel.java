package io.millrace.domain.report;

import io.millrace.domain.ensemble.Action;
import io.millrace.domain.ensemble.Gate;
import io.millrace.domain.risk.DenialCode;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * From bars to fills: how many went in at every step of a run and what held the rest.
 *
 * @param bars bars that reached the strategy
 * @param decisions one per bar and strategy, HOLD included
 * @param withoutModel decisions that no prediction took part in
 * @param actions decisions by what they want
 * @param heldBy HOLD decisions by the gate that held them
 * @param approved BUY and SELL decisions that risk let through, resized ones included
 * @param resized approved ones with a smaller quantity than asked for
 * @param rejections refusals of the risk engine by the rule that bound
 * @param orders orders sent to the venue, protections and exits included
 * @param fills executions, partial ones included
 */
public record DecisionFunnel(
        long bars,
        long decisions,
        long withoutModel,
        Map<Action, Long> actions,
        Map<Gate, Long> heldBy,
        long approved,
        long resized,
        Map<DenialCode, Long> rejections,
        long orders,
        long fills) {

    public DecisionFunnel {
        actions = inOrder(Action.class, actions);
        heldBy = inOrder(Gate.class, heldBy);
        rejections = inOrder(DenialCode.class, rejections);
    }

    public long actions(Action action) {
        return actions.getOrDefault(action, 0L);
    }

    public long rejected() {
        return rejections.values().stream().mapToLong(Long::longValue).sum();
    }

    private static <E extends Enum<E>> Map<E, Long> inOrder(Class<E> type, Map<E, Long> counts) {
        EnumMap<E, Long> ordered = new EnumMap<>(type);
        ordered.putAll(counts);
        return Collections.unmodifiableMap(ordered);
    }
}
