package io.millrace.trainer.tft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.trainer.tft.PlainTransformer.Says;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The network against a second one that was written without it. */
class PlainTransformerTest {

    private static final double LIMIT = 1e-5;

    @Test
    void agreesWithTheNetworkWrittenAgainInPlainDoubles() {
        TrainedModel model = TrainedModels.untrained(8);
        NetworkShape shape = model.shape();
        Random random = new Random(3);
        double[][][] observed = new double[2][shape.lookback()][shape.observed()];
        double[][][] known = new double[2][shape.positions()][shape.known()];
        fill(observed, random);
        fill(known, random);
        long[] symbols = {0, 3};

        Forecast forecast;
        try (TftForecaster forecaster = new TftForecaster(model)) {
            forecast =
                    forecaster.forecast(
                            new WindowBatch(flat(observed), flat(known), symbols, new float[0]));
        }

        PlainTransformer plain = new PlainTransformer(model);
        for (int window = 0; window < symbols.length; window++) {
            Says says = plain.forecast(observed[window], known[window], (int) symbols[window]);
            for (int horizon = 0; horizon < shape.horizons(); horizon++) {
                float usual = model.scalers().target()[horizon];
                requireSame(
                        says.quantiles[horizon],
                        forecast.quantiles(),
                        window * shape.horizons() + horizon,
                        LIMIT * usual);
                requireSame(
                        says.attention[horizon],
                        forecast.attention(),
                        window * shape.horizons() + horizon,
                        LIMIT);
            }
            for (int bar = 0; bar < shape.lookback(); bar++) {
                requireSame(
                        says.variableWeights[bar],
                        forecast.variableWeights(),
                        window * shape.lookback() + bar,
                        LIMIT);
            }
        }
    }

    private static void requireSame(double[] expected, float[] all, int row, double limit) {
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) all[row * expected.length + i])
                    .isCloseTo(expected[i], within(limit));
        }
    }

    private static void fill(double[][][] values, Random random) {
        for (double[][] window : values) {
            for (double[] bar : window) {
                for (int i = 0; i < bar.length; i++) {
                    bar[i] = (float) random.nextGaussian();
                }
            }
        }
    }

    private static float[] flat(double[][][] values) {
        float[] flat = new float[values.length * values[0].length * values[0][0].length];
        int at = 0;
        for (double[][] window : values) {
            for (double[] bar : window) {
                for (double value : bar) {
                    flat[at++] = (float) value;
                }
            }
        }
        return flat;
    }
}
