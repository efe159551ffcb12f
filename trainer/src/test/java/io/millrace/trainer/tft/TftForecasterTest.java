package io.millrace.trainer.tft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TftForecasterTest {

    @Test
    void sharesOfVariablesAndLagsAreMeansOverTheWindows() {
        TrainedModel model = TrainedModels.small();
        AutoregressiveWindows windows = new AutoregressiveWindows(70, 8);
        try (TftForecaster forecaster = new TftForecaster(model)) {
            Explanation explanation = forecaster.explain(windows);
            Forecast all = forecaster.forecast(WindowBatch.between(windows, 0, 70));

            assertThat(explanation.variables())
                    .containsOnlyKeys("return-1", "volume-z-20", "minute-of-day");
            assertThat(explanation.variables().values().stream().mapToDouble(v -> v).sum())
                    .isCloseTo(1, within(1e-6));
            assertThat(explanation.variables().get("volume-z-20"))
                    .isCloseTo(mean(all.variableWeights(), 1, 3), within(1e-6));
            // 12 bars and 3 horizons: the newest bar of the first horizon's row is number 11
            assertThat(explanation.attention().get(0).get(0))
                    .isCloseTo(mean(all.attention(), 11, 45), within(1e-6));
            assertThat(explanation.attention().get(2).get(11))
                    .isCloseTo(mean(all.attention(), 30, 45), within(1e-6));
            assertThat(explanation.attentionByLag()).hasSize(12);
        }
    }

    /** A batch is a matter of speed: what is said of a window does not depend on its neighbours. */
    @Test
    void aWindowIsForecastTheSameAloneAndAmongOthers() {
        AutoregressiveWindows windows = new AutoregressiveWindows(100, 8);
        try (TftForecaster forecaster = new TftForecaster(TrainedModels.small())) {
            float[] all = forecaster.quantiles(windows);
            float[] one = forecaster.forecast(WindowBatch.of(windows, 77)).quantiles();

            for (int i = 0; i < one.length; i++) {
                assertThat((double) one[i]).isCloseTo(all[77 * one.length + i], within(1e-8));
            }
        }
    }

    private static double mean(float[] values, int at, int of) {
        return IntStream.range(0, values.length / of)
                .mapToDouble(row -> values[row * of + at])
                .average()
                .orElseThrow();
    }
}
