package io.millrace.trainer.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.trainer.evaluate.ForecastScores;
import io.millrace.trainer.learn.Forecaster;
import io.millrace.trainer.learn.Learner;
import io.millrace.trainer.learn.WindowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BaselinesTest {

    private static final WindowSet LINE = new InventedWindows(2_000, 1, false);
    private static final WindowSet LINE_LATER = new InventedWindows(1_000, 2, false);
    private static final WindowSet STEP = new InventedWindows(2_000, 3, true);
    private static final WindowSet STEP_LATER = new InventedWindows(1_000, 4, true);

    static Stream<Learner> learners() {
        return Stream.of(new LastValue(), new LinearQuantile(), new BoostedTrees());
    }

    @ParameterizedTest
    @MethodSource("learners")
    void quantilesAscendAndCoverWhatTheyPromise(Learner learner) {
        float[] said = forecast(learner, LINE, LINE_LATER, LINE_LATER);
        ForecastScores scores = ForecastScores.of(LINE_LATER, said);

        assertThat(said).hasSize(1_000 * 3 * 3);
        for (int i = 0; i < said.length; i += 3) {
            assertThat(said[i]).isLessThanOrEqualTo(said[i + 1]);
            assertThat(said[i + 1]).isLessThanOrEqualTo(said[i + 2]);
        }
        assertThat(scores.coverage()).isBetween(0.72, 0.88);
    }

    @ParameterizedTest
    @MethodSource("learners")
    void theSameWindowsGiveTheSameForecasts(Learner learner) {
        assertThat(forecast(learner, STEP, STEP_LATER, STEP_LATER))
                .isEqualTo(forecast(learner, STEP, STEP_LATER, STEP_LATER));
    }

    /** Uniform noise of width 0.004 has its 10 % quantile 0.0016 under its middle. */
    @Test
    void theLineFindsALine() {
        float[] said = forecast(new LinearQuantile(), LINE, LINE_LATER, LINE_LATER);
        double width = 0;
        for (int i = 0; i < said.length; i += 3) {
            width += said[i + 2] - said[i];
        }

        assertThat(width / (said.length / 3.0)).isCloseTo(0.0032, within(0.0002));
    }

    @Test
    void treesFollowAStepWhereALineCannot() {
        double trees = loss(new BoostedTrees());

        assertThat(trees).isLessThan(0.5 * loss(new LinearQuantile()));
        assertThat(trees).isLessThan(0.2 * loss(new LastValue()));
    }

    @Test
    void everyChainOfTreesIsTold() {
        List<Integer> told = new ArrayList<>();
        new BoostedTrees()
                .fit(
                        STEP,
                        STEP_LATER,
                        1,
                        (round, of, training, later) -> told.add(round * 100 + of))
                .close();

        assertThat(told).containsExactly(109, 209, 309, 409, 509, 609, 709, 809, 909);
    }

    private static double loss(Learner learner) {
        return ForecastScores.of(STEP_LATER, forecast(learner, STEP, STEP_LATER, STEP_LATER))
                .pinball();
    }

    private static float[] forecast(
            Learner learner, WindowSet training, WindowSet validation, WindowSet asked) {
        try (Forecaster fitted = learner.fit(training, validation, 1, Learner.Rounds.SILENT)) {
            return fitted.quantiles(asked);
        }
    }
}
