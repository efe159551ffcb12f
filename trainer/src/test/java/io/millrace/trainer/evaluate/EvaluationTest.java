package io.millrace.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.trainer.baseline.BoostedTrees;
import io.millrace.trainer.baseline.InventedWindows;
import io.millrace.trainer.learn.Forecaster;
import io.millrace.trainer.learn.Learner;
import io.millrace.trainer.learn.WindowSet;
import io.millrace.trainer.window.SyntheticRows;
import io.millrace.trainer.window.TrainingSet;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluationTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    /** By hand: errors of the median are halved, those of q10 and q90 weigh 0.1 and 0.9. */
    @Test
    void scoresAreWhatTheirDefinitionsSay() {
        WindowSet two = new InventedWindows(2, 1, false);
        float[] came = targets(two);
        float[] said = new float[18];
        for (int i = 0; i < 6; i++) {
            said[3 * i] = came[i] - 0.01f;
            said[3 * i + 1] = i < 3 ? came[i] + 0.002f : came[i] - 0.004f;
            said[3 * i + 2] = i == 0 ? came[i] - 0.001f : came[i] + 0.02f;
        }
        ForecastScores scores = ForecastScores.of(two, said);

        double low = 0.1 * 0.01;
        double median = (0.5 * 0.002 + 0.5 * 0.004) / 2;
        double high = (0.9 * 0.001 + 5 * 0.1 * 0.02) / 6;
        assertThat(scores.pinball()).isCloseTo((low + median + high) / 3, within(1e-8));
        assertThat(scores.coverage()).isEqualTo(5 / 6.0);
        assertThat(scores.below()).containsExactly(0.0, 0.5, 5 / 6.0);
    }

    @Test
    void aTradePaysBothSidesAndHoldsToTheNearestHorizon() throws IOException {
        TrainingSet set =
                SyntheticRows.gathered(SyntheticRows.bars(1, 1, 5), SyntheticRows.definition(20))
                        .windows();
        float[] said = new float[set.size() * 9];
        for (int window = 0; window < set.size(); window++) {
            said[9 * window + 1] = -0.002f;
        }
        ImpliedTrades trades = ImpliedTrades.of(set, said, NEW_YORK);
        double expected = 0;
        int count = 0;
        FloatBuffer targets = FloatBuffer.allocate(3);
        long free = Long.MIN_VALUE;
        for (int window = 0; window < set.size(); window++) {
            if (set.atMillis(window) >= free) {
                set.targets(window, targets.clear());
                expected += -targets.get(0) - 0.001;
                free = set.atMillis(window) + 3 * 60_000;
                count++;
            }
        }

        assertThat(trades.trades()).isEqualTo(count);
        assertThat(trades.total()).isCloseTo(expected, within(1e-9));
        assertThat(trades.days()).hasSize(1);
    }

    @Test
    void aMedianThatDoesNotPayTheRoundTripIsNotTraded() throws IOException {
        TrainingSet set =
                SyntheticRows.gathered(SyntheticRows.bars(1, 1, 5), SyntheticRows.definition(20))
                        .windows();
        float[] said = new float[set.size() * 9];
        for (int window = 0; window < set.size(); window++) {
            said[9 * window + 1] = 0.00099f;
        }

        assertThat(ImpliedTrades.of(set, said, NEW_YORK).trades()).isZero();
    }

    /**
     * By numpy 2.4.6: {@code d = np.array([.01,-.02,.015,.003,0,-.004]); d.mean()/d.std(ddof=1) *
     * 252**.5}.
     */
    @Test
    void theSharpeRatioIsWhatNumpySays() {
        List<Double> days = List.of(0.01, -0.02, 0.015, 0.003, 0.0, -0.004);
        ImpliedTrades trades = new ImpliedTrades(List.of(1L, 2L, 3L, 4L, 5L, 6L), days, 6, 3);

        assertThat(trades.sharpe(252)).isCloseTo(0.8656390440044317, within(1e-12));
    }

    @Test
    void aDayThatTwoFoldsShareIsOneDay() {
        ImpliedTrades one = new ImpliedTrades(List.of(1L, 2L), List.of(0.01, 0.02), 2, 2);
        ImpliedTrades other = new ImpliedTrades(List.of(2L, 3L), List.of(-0.01, 0.0), 1, 0);

        ImpliedTrades both = ImpliedTrades.together(List.of(one, other));

        assertThat(both.days()).containsExactly(1L, 2L, 3L);
        assertThat(both.returns()).containsExactly(0.01, 0.01, 0.0);
        assertThat(both.trades()).isEqualTo(3);
    }

    @Test
    void theInputThatMattersIsTheMostImportant() {
        WindowSet training = new InventedWindows(1_500, 1, true);
        WindowSet later = new InventedWindows(500, 2, true);
        try (Forecaster trees = new BoostedTrees().fit(training, later, 1, Learner.Rounds.SILENT)) {
            Map<String, Double> importance = InputImportance.of(trees, later);

            assertThat(
                            Collections.max(importance.entrySet(), Map.Entry.comparingByValue())
                                    .getKey())
                    .isEqualTo("RETURN_1");
            assertThat(importance.get("RETURN_1")).isGreaterThan(1);
            assertThat(importance.get("RSI_14")).isCloseTo(0, within(0.05));
        }
    }

    private static float[] targets(WindowSet windows) {
        FloatBuffer all = FloatBuffer.allocate(3 * windows.size());
        IntStream.range(0, windows.size()).forEach(window -> windows.targets(window, all));
        return all.array();
    }
}
