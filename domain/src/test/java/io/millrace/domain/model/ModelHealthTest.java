package io.millrace.domain.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ModelHealthTest {

    private static final long MINUTE = 60_000;
    private static final int WINDOW = 8;
    private static final ModelHealth.Bounds BOUNDS = new ModelHealth.Bounds(WINDOW, 0.5, 0.95, 0.2);

    @Property(tries = 200)
    void coverageIsTheShareOfTheLastResolvedPredictionsThatHeld(
            @ForAll @Size(min = 1, max = 60) List<@DoubleRange(min = 90, max = 110) Double> closes,
            @ForAll @IntRange(min = 1, max = 5) int horizon) {
        Calibration state = Calibration.empty();
        for (double close : closes) {
            state = state.next(close, true, WINDOW).with(said(horizon, -0.03, 0, 0.03), close);
        }

        List<Boolean> held = new ArrayList<>();
        for (int i = horizon; i < closes.size(); i++) {
            double came = closes.get(i) / closes.get(i - horizon) - 1;
            held.add(came >= -0.03 && came <= 0.03);
        }
        List<Boolean> last = held.subList(Math.max(0, held.size() - WINDOW), held.size());
        assertThat(state.inside()).isEqualTo(last);
        assertThat(state.open()).hasSize(Math.min(horizon, closes.size()));
        if (last.size() == WINDOW) {
            assertThat(state.coverage(WINDOW).orElseThrow())
                    .isCloseTo(
                            last.stream().filter(one -> one).count() / (double) WINDOW,
                            within(1e-12));
        } else {
            assertThat(state.coverage(WINDOW)).isEmpty();
        }
    }

    @Test
    void aPredictionAcrossAGapIsNeverResolved() {
        Calibration before = Calibration.empty().with(said(2, -1, 0, 1), 100);

        assertThat(before.next(100, true, WINDOW).next(100, true, WINDOW).inside()).hasSize(1);
        assertThat(before.next(100, false, WINDOW).next(100, true, WINDOW).inside()).isEmpty();
        assertThat(before.next(100, false, WINDOW).open()).isEmpty();
    }

    @Test
    void theBaselineIsTheMedianOfTheFirstWindowAndStays() {
        ConfidenceDrift state = ConfidenceDrift.empty();
        for (double confidence : new double[] {0.1, 0.5, 0.4, 0.2}) {
            assertThat(state.fall()).isEmpty();
            state = state.with(confidence, 4);
        }

        assertThat(state.baseline()).isCloseTo(0.3, within(1e-12));
        assertThat(state.fall().orElseThrow()).isCloseTo(0, within(1e-12));
        state = state.with(0.2, 4).with(0.2, 4);
        assertThat(state.baseline()).isCloseTo(0.3, within(1e-12));
        assertThat(state.fall().orElseThrow()).isCloseTo(1 / 3.0, within(1e-12));
    }

    @Test
    void aFallOfAFifthStopsAndOfLessDoesNot() {
        assertThat(after(0.79).stopped()).startsWith("DRIFT");
        assertThat(after(0.81).stopped()).isNull();
    }

    @Test
    void whatStoppedAModelStaysUntilAnotherArtifactAnswers() {
        ModelHealth stopped = after(0.5);
        ModelHealth later = next(stopped, 99, "1", 1);

        assertThat(later.stopped()).isEqualTo(stopped.stopped());
        assertThat(next(later, 100, "2", 1).stopped()).isNull();
        assertThat(next(later, 100, "2", 1).drift().recent()).hasSize(1);
    }

    @Test
    void anAbsentAnswerForgetsNothing() {
        ModelHealth before = after(0.81);
        ModelHealth absent =
                before.next(0, MINUTE, 100, ModelAnswer.absent(Absence.DEADLINE, "late"), BOUNDS);

        assertThat(absent.drift()).isEqualTo(before.drift());
        assertThat(absent.artifact()).isEqualTo(before.artifact());
    }

    @Test
    void quantilesTooNarrowOrTooWideStop() {
        assertThat(calibrated(1e-9).stopped()).startsWith("CALIBRATION");
        assertThat(calibrated(10).stopped()).startsWith("CALIBRATION");
    }

    /** Two windows: the first of confidence 1, the second of so much less. */
    private static ModelHealth after(double confidence) {
        ModelHealth health = ModelHealth.fresh();
        for (int i = 0; i < 2 * WINDOW; i++) {
            health = next(health, i, "1", i < WINDOW ? 1 : confidence);
        }
        return health;
    }

    private static ModelHealth calibrated(double half) {
        ModelHealth health = ModelHealth.fresh();
        for (int i = 0; i < 3 * WINDOW; i++) {
            health =
                    health.next(
                            i * MINUTE,
                            (i + 1) * MINUTE,
                            100 + i % 2,
                            ModelAnswer.of(said(1, -half, 0, half)),
                            BOUNDS);
        }
        return health;
    }

    /** A horizon so far away that nothing is resolved. */
    private static ModelHealth next(
            ModelHealth health, int minute, String version, double confidence) {
        double median = 0.01;
        double half = median / confidence - median;
        Prediction said =
                new Prediction(
                        "AAPL",
                        minute,
                        List.of(
                                new Prediction.Horizon(
                                        10_000, median - half, median, median + half)),
                        version,
                        "ab");
        return health.next(
                minute * MINUTE, (minute + 1) * MINUTE, 100, ModelAnswer.of(said), BOUNDS);
    }

    private static Prediction said(int bars, double q10, double q50, double q90) {
        return new Prediction(
                "AAPL", 0, List.of(new Prediction.Horizon(bars, q10, q50, q90)), "1", "ab");
    }
}
