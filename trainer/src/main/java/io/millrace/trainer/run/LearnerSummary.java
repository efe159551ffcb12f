package io.millrace.trainer.run;

import io.millrace.trainer.evaluate.ForecastScores;
import io.millrace.trainer.evaluate.ImpliedTrades;
import io.millrace.trainer.evaluate.PromotionGates;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a learner has shown over all folds; every fold weighs as much as it has windows.
 *
 * @param below calibration: share of returns at or under each quantile
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
        List<PromotionGates.Reading> gates,
        Map<String, Double> importance) {

    static LearnerSummary of(String learner, List<FoldResult> folds, int daysAYear) {
        List<ImpliedTrades> stretches = folds.stream().map(FoldResult::trades).toList();
        ImpliedTrades all = ImpliedTrades.together(stretches);
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
                PromotionGates.read(stretches, daysAYear),
                importance);
    }

    /** Whether every promotion gate is passed. */
    public boolean passes() {
        return gates.stream().allMatch(PromotionGates.Reading::passed);
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
