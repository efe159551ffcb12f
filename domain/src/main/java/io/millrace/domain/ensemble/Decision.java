package io.millrace.domain.ensemble;

import io.millrace.domain.audit.EventIds;
import io.millrace.domain.market.Bar;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The ensemble's verdict on one symbol at one bar close; a HOLD is recorded like any other.
 *
 * @param strategy name of the strategy that decides
 * @param bar the bar at whose end it was made
 * @param score -1..1: the weighted, confidence-weighted sum of the votes
 * @param confidence 0..1: the score's size after calibration and regime scaling
 * @param modelAbsent true when no usable prediction took part and the other votes re-weighted
 * @param votes every voter that had an opinion
 * @param gates the gates that were read, in order, up to and including all of them; a decision
 *     without votes reads only {@link Gate#VOTES}
 * @param risk present when the action is BUY
 */
public record Decision(
        String strategy,
        Bar bar,
        Action action,
        double score,
        double confidence,
        Regime regime,
        boolean modelAbsent,
        List<Vote> votes,
        List<GateReading> gates,
        @Nullable RiskContext risk) {

    public String symbol() {
        return bar.symbol();
    }

    /** Event time: the end of the bar. */
    public long atMillis() {
        return bar.endMillis();
    }

    /** The gate that turned the decision into a HOLD, or empty when all passed. */
    public Optional<GateReading> bindingGate() {
        return gates.stream().filter(reading -> !reading.passed()).findFirst();
    }

    public UUID id() {
        return EventIds.of("decision", strategy, symbol(), atMillis(), 0);
    }

    /** One per chain from bar to order. */
    public UUID correlationId() {
        return EventIds.of("chain", strategy, symbol(), atMillis(), 0);
    }
}
