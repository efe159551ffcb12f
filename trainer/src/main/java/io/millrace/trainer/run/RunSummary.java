package io.millrace.trainer.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A walk forward as a whole.
 *
 * @param run id of the run
 * @param definition version of what goes in and what comes out
 * @param identity what it depends on, by name
 * @param daysAYear trading days, which Sharpe ratios are annualised by
 * @param counts of bars and windows, by name
 * @param learners the model last
 * @param verdict how the model stands against every baseline, in plain words
 */
public record RunSummary(
        String run,
        String definition,
        Map<String, String> identity,
        int daysAYear,
        Map<String, Long> counts,
        List<LearnerSummary> learners,
        List<String> verdict,
        List<FoldResult> folds) {

    /** The learner that the run is about. */
    LearnerSummary model() {
        return learners.get(learners.size() - 1);
    }

    /** The results of one learner, by fold. */
    List<FoldResult> folds(String learner) {
        return folds.stream().filter(one -> one.learner().equals(learner)).toList();
    }

    static List<String> verdict(List<LearnerSummary> learners, List<FoldResult> folds) {
        LearnerSummary model = learners.get(learners.size() - 1);
        List<String> sentences = new ArrayList<>();
        for (LearnerSummary baseline : learners.subList(0, learners.size() - 1)) {
            boolean better = model.pinball() < baseline.pinball();
            sentences.add(
                    String.format(
                            Locale.ROOT,
                            "%s %s %s: pinball loss %.4g against %.4g (%+.2f %%), better in %d of"
                                    + " %d folds; Sharpe %.2f against %.2f.",
                            model.learner(),
                            better ? "beats" : "does NOT beat",
                            baseline.learner(),
                            model.pinball(),
                            baseline.pinball(),
                            100 * (model.pinball() / baseline.pinball() - 1),
                            foldsWon(folds, model.learner(), baseline.learner()),
                            folds.size() / learners.size(),
                            model.sharpe(),
                            baseline.sharpe()));
        }
        sentences.add(
                model.passes()
                        ? model.learner() + " passes every promotion gate."
                        : model.learner() + " does NOT pass the promotion gates.");
        return sentences;
    }

    private static long foldsWon(List<FoldResult> folds, String model, String baseline) {
        return folds.stream()
                .filter(one -> one.learner().equals(model))
                .filter(
                        one ->
                                folds.stream()
                                        .anyMatch(
                                                other ->
                                                        other.learner().equals(baseline)
                                                                && other.fold() == one.fold()
                                                                && one.scores().pinball()
                                                                        < other.scores().pinball()))
                .count();
    }
}
