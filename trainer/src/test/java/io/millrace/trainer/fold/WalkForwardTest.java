package io.millrace.trainer.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.trainer.window.SyntheticRows;
import io.millrace.trainer.window.TrainingSet;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WalkForwardTest {

    @Property(tries = 40)
    void noTargetOfAnEarlierSetIsABarOfALaterOne(
            @ForAll @IntRange(min = 1, max = 12) int folds,
            @ForAll @IntRange(min = 1, max = 6) int training,
            @ForAll @IntRange(min = 1, max = 2) int validation,
            @ForAll @IntRange(min = 5, max = 40) int lookback,
            @ForAll @IntRange(min = 1, max = 3) int symbols)
            throws IOException {
        TrainingSet all = windows(symbols, 3, lookback);
        Optional<List<Fold>> walked = walked(all, new FoldPlan(folds, training, validation));
        Assume.that(walked.isPresent());
        List<Fold> walk = walked.orElseThrow();

        assertThat(walk).hasSize(folds);
        for (Fold fold : walk) {
            assertThat(newestTarget(fold.training()))
                    .isLessThanOrEqualTo(oldestBar(fold.validation()));
            assertThat(newestTarget(fold.validation())).isLessThanOrEqualTo(oldestBar(fold.test()));
            assertThat(newestTarget(fold.training())).isLessThanOrEqualTo(oldestBar(fold.test()));
        }
        for (int i = 1; i < folds; i++) {
            assertThat(walk.get(i - 1).test().atMillis(walk.get(i - 1).test().size() - 1))
                    .isLessThan(walk.get(i).test().atMillis(0));
        }
    }

    @Test
    void theEmbargoIsTheLongestHorizonAndALookbackWithinASession() throws IOException {
        TrainingSet all = windows(1, 1, 20);
        Fold fold = new WalkForward(all, new FoldPlan(1, 1, 1)).folds().get(0);
        long between =
                fold.validation().atMillis(0)
                        - fold.training().atMillis(fold.training().size() - 1);

        assertThat(between).isEqualTo((10 + 20) * 60_000L);
        assertThat(fold.purged()).isEqualTo(2 * (10 + 20 - 1));
    }

    @Test
    void foldsRollOverEqualPartsWithoutLeavingAWindowUntested() throws IOException {
        TrainingSet all = windows(2, 4, 20);
        List<Fold> walk = new WalkForward(all, new FoldPlan(12, 5, 1)).folds();
        int tested = walk.stream().mapToInt(fold -> fold.test().size()).sum();

        assertThat(tested).isBetween(all.size() * 12 / 18 - 2, all.size() * 12 / 18 + 2);
        assertThat(walk)
                .extracting(Fold::number)
                .isEqualTo(IntStream.rangeClosed(1, 12).boxed().toList());
    }

    @Test
    void theLastFitLearnsFromTheNewestParts() throws IOException {
        TrainingSet all = windows(1, 2, 20);
        Fold last = new WalkForward(all, new FoldPlan(3, 2, 1)).last();

        assertThat(last.test().size()).isZero();
        assertThat(last.validation().atMillis(last.validation().size() - 1))
                .isEqualTo(all.atMillis(all.size() - 1));
    }

    @Test
    void tooFewWindowsAreRefusedWithTheirNumber() throws IOException {
        TrainingSet all = windows(1, 1, 20);

        assertThatThrownBy(() -> new WalkForward(all, new FoldPlan(12, 20, 1)).folds())
                .isInstanceOf(TooFewWindows.class)
                .hasMessageContaining("after the embargo");
        assertThatThrownBy(() -> new WalkForward(all, new FoldPlan(400, 20, 1)))
                .isInstanceOf(TooFewWindows.class)
                .hasMessageContaining("windows: " + all.size());
    }

    /** Absent where the embargo leaves nothing, which is refused: there is a test for that. */
    private static Optional<List<Fold>> walked(TrainingSet all, FoldPlan plan) {
        try {
            return Optional.of(new WalkForward(all, plan).folds());
        } catch (TooFewWindows refused) {
            return Optional.empty();
        }
    }

    private static TrainingSet windows(int symbols, int sessions, int lookback) throws IOException {
        return SyntheticRows.gathered(
                        SyntheticRows.bars(symbols, sessions, 3),
                        SyntheticRows.definition(lookback))
                .windows();
    }

    private static long newestTarget(TrainingSet set) {
        return IntStream.range(0, set.size()).mapToLong(set::learnableMillis).max().orElseThrow();
    }

    private static long oldestBar(TrainingSet set) {
        return IntStream.range(0, set.size()).mapToLong(set::fromMillis).min().orElseThrow();
    }
}
