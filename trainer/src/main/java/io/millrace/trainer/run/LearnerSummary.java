package io.millrace.trainer.run;

import io.millrace.domain.model.GateReading;
import io.millrace.domain.model.PromotionGates;
import io.millrace.trainer.evaluate.ForecastScores;
import io.millrace.trainer.evaluate.ImpliedTrades;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a learner has shown over all folds; every fold weighs as much as it has windows.
 *
 * @param below calibration: share of returns at or under each quantile
 * @param worstFold the lowest return of a fold, after costs
 * @param importance mean growth of the loss without each input
 */
public record LearnerSummary(
        String learner,
        double pinball,
        double coverage,
        double hitRate,
        List<Double> below,
        double sharpe,
        double winRate,
        int trades,
        double totalReturn,
        double worstFold,
        List<GateReading> gates,
        Map<String, Double> importance) {

    static LearnerSummary of(String learner, List<FoldResult> folds, int daysAYear) {
        List<ImpliedTrades> stretches = folds.stream().map(FoldResult::trades).toList();
        ImpliedTrades all = ImpliedTrades.together(stretches);
        double worst =
                stretches.stream().mapToDouble(ImpliedTrades::total).min().orElse(Double.NaN);
        List<Double> below = new ArrayList<>();
        for (int level = 0; level < folds.get(0).scores().below().size(); level++) {
            int one = level;
            below.add(mean(folds, scores -> scores.below().get(one)));
        }
        Map<String, Double> importance = new LinkedHashMap<>();
        for (FoldResult fold : folds) {
            fold.importance()
                    .forEach(
                            (input, growth) ->
                                    importance.merge(input, growth / folds.size(), Double::sum));
        }
        return new LearnerSummary(
                learner,
                mean(folds, ForecastScores::pinball),
                mean(folds, ForecastScores::coverage),
                mean(folds, ForecastScores::hitRate),
                below,
                all.sharpe(daysAYear),
                all.winRate(),
                all.trades(),
                all.total(),
                worst,
                PromotionGates.read(all.sharpe(daysAYear), all.winRate(), worst),
                importance);
    }

    /** Whether every promotion gate is passed. */
    public boolean passes() {
        return gates.stream().allMatch(GateReading::passed);
    }

    private static double mean(List<FoldResult> folds, Score score) {
        double sum = 0;
        long windows = 0;
        for (FoldResult fold : folds) {
            double value = score.of(fold.scores());
            if (!Double.isNaN(value)) {
                sum += value * fold.scores().windows();
                windows += fold.scores().windows();
            }
        }
        return sum / windows;
    }

    private interface Score {

        double of(ForecastScores scores);
    }
}
