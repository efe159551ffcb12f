package io.millrace.trainer.run;

import io.millrace.trainer.evaluate.ForecastScores;
import io.millrace.trainer.evaluate.ImpliedTrades;
import java.util.List;
import java.util.Map;

/**
 * What one learner has shown in one fold.
 *
 * @param importance growth of the loss without each input, as a fraction
 * @param fan some forecasts beside what came
 */
public record FoldResult(
        int fold,
        String learner,
        Span span,
        ForecastScores scores,
        ImpliedTrades trades,
        Map<String, Double> importance,
        List<FanPoint> fan) {

    /**
     * The fold's times and sizes.
     *
     * @param trainedToMillis when the last target of training was known
     * @param purged windows that the embargo took
     */
    public record Span(
            long trainedFromMillis,
            long trainedToMillis,
            long testedFromMillis,
            long testedToMillis,
            int training,
            int validation,
            int test,
            int purged) {}

    /**
     * One forecast of the nearest horizon.
     *
     * @param quantiles in the definition's order
     */
    public record FanPoint(long atMillis, double actual, List<Double> quantiles) {}
}
