package io.millrace.trainer.fold;

import io.millrace.trainer.window.TrainingSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The rolling folds of a training set. Between two sets lies an embargo: a window stays in the
 * earlier one only if its last target was known before the first bar of any window of the later
 * one, which is the longest horizon and a lookback at least.
 */
public final class WalkForward {

    private final TrainingSet windows;
    private final FoldPlan plan;
    private final int[] starts;

    /**
     * Cuts the windows into parts of equal size; windows of one instant stay together.
     *
     * @throws TooFewWindows where a part would be empty
     */
    public WalkForward(TrainingSet windows, FoldPlan plan) {
        this.windows = windows;
        this.plan = plan;
        starts = starts(windows, plan.parts());
    }

    /** Every fold, the earliest first. */
    public List<Fold> folds() {
        List<Fold> folds = new ArrayList<>();
        for (int fold = 1; fold <= plan.folds(); fold++) {
            folds.add(
                    fold(
                            fold,
                            fold - 1,
                            part(fold - 1 + plan.trainingParts() + plan.validationParts(), 1)));
        }
        return folds;
    }

    /** The newest parts, for the model that is used after all folds. */
    public Fold last() {
        return fold(0, plan.folds(), new int[0]);
    }

    private Fold fold(int number, int firstPart, int[] test) {
        int[] training = part(firstPart, plan.trainingParts());
        int[] validation = part(firstPart + plan.trainingParts(), plan.validationParts());
        int[] keptForStopping = before(validation, firstBar(test));
        int[] keptForLearning = before(training, Math.min(firstBar(validation), firstBar(test)));
        if (keptForLearning.length == 0 || keptForStopping.length == 0) {
            throw new TooFewWindows(
                    "fold %d: %d windows to learn from and %d to stop by after the embargo (expected: at least 1 each; more data, or fewer folds)"
                            .formatted(number, keptForLearning.length, keptForStopping.length));
        }
        return new Fold(
                number,
                windows.only(keptForLearning),
                windows.only(keptForStopping),
                windows.only(test),
                training.length
                        + validation.length
                        - keptForLearning.length
                        - keptForStopping.length);
    }

    private int[] part(int first, int parts) {
        return IntStream.range(starts[first], starts[first + parts]).toArray();
    }

    private int[] before(int[] chosen, long firstBar) {
        return IntStream.of(chosen)
                .filter(window -> windows.learnableMillis(window) <= firstBar)
                .toArray();
    }

    private long firstBar(int[] chosen) {
        return IntStream.of(chosen).mapToLong(windows::fromMillis).min().orElse(Long.MAX_VALUE);
    }

    private static int[] starts(TrainingSet windows, int parts) {
        int[] starts = new int[parts + 1];
        for (int part = 1; part < parts; part++) {
            int start = (int) ((long) windows.size() * part / parts);
            while (start > 0 && windows.atMillis(start - 1) == windows.atMillis(start)) {
                start--;
            }
            starts[part] = start;
        }
        starts[parts] = windows.size();
        for (int part = 0; part < parts; part++) {
            if (starts[part] >= starts[part + 1]) {
                throw new TooFewWindows(
                        "windows: %d (expected: enough for %d parts of different instants)"
                                .formatted(windows.size(), parts));
            }
        }
        return starts;
    }
}
