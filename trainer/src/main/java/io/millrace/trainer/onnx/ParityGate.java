package io.millrace.trainer.onnx;

import ai.onnxruntime.OrtException;
import io.millrace.trainer.tft.Forecast;
import io.millrace.trainer.tft.ModelMetadata;
import io.millrace.trainer.tft.NetworkShape;
import io.millrace.trainer.tft.Scalers;
import io.millrace.trainer.tft.TftForecaster;
import io.millrace.trainer.tft.TrainedModel;
import io.millrace.trainer.tft.WindowBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Stands before publication: the exported model, run as it will be served, has to say what the
 * trainer says, on windows by chance and on real ones, in batches of several sizes.
 */
public final class ParityGate {

    private static final int[] BATCHES = {1, 3, 8, 64};
    private static final long SEED = 20260101;

    /** How far random values lie from their mean, in standard deviations. */
    private static final double SPREAD = 2;

    private ParityGate() {}

    /**
     * Compares the exported model with the trained one.
     *
     * @param real windows that the model was made for, at least one
     * @throws ParityFailure with every number, when they do not agree
     */
    public static Parity require(TrainedModel model, byte[] exported, WindowBatch real)
            throws ParityFailure {
        if (real.size() == 0) {
            throw new IllegalArgumentException("real windows: 0 (expected: > 0)");
        }
        Parity parity;
        try (TftForecaster trainer = new TftForecaster(model);
                OnnxForecaster runtime = new OnnxForecaster(model.shape(), exported)) {
            if (!runtime.metadata().equals(ModelMetadata.of(model))) {
                throw new ParityFailure("the exported model says something else about itself");
            }
            List<Parity.Comparison> comparisons = new ArrayList<>();
            for (int batch : BATCHES) {
                comparisons.add(compared("random", random(model, batch), trainer, runtime));
                comparisons.add(compared("real", part(real, model, batch), trainer, runtime));
            }
            parity = new Parity(comparisons);
        } catch (OrtException e) {
            throw new ParityFailure(
                    "ONNX Runtime refuses the exported model: " + e.getMessage(), e);
        }
        if (!parity.holds()) {
            throw new ParityFailure(
                    "ONNX Runtime and the trainer differ (expected: by "
                            + Parity.LIMIT
                            + " at most, and quantiles in order)\n"
                            + parity.table());
        }
        return parity;
    }

    private static Parity.Comparison compared(
            String windows, WindowBatch batch, TftForecaster trainer, OnnxForecaster runtime)
            throws OrtException {
        NetworkShape shape = trainer.model().shape();
        Forecast expected = trainer.forecast(batch);
        Forecast actual = runtime.forecast(batch);
        return new Parity.Comparison(
                windows,
                batch.size(),
                largest(
                        expected.quantiles(),
                        actual.quantiles(),
                        usual(trainer.model().scalers(), shape.quantiles())),
                largest(expected.attention(), actual.attention(), 1),
                largest(expected.variableWeights(), actual.variableWeights(), 1),
                areOrdered(actual.quantiles(), shape.quantiles()));
    }

    /** The usual return behind each quantile of a window: differences are shares of it. */
    private static float[] usual(Scalers scalers, int quantiles) {
        float[] target = scalers.target();
        float[] usual = new float[target.length * quantiles];
        for (int at = 0; at < usual.length; at++) {
            usual[at] = target[at / quantiles];
        }
        return usual;
    }

    private static double largest(float[] expected, float[] actual, float... unit) {
        double largest = expected.length == actual.length ? 0 : Double.POSITIVE_INFINITY;
        for (int at = 0; at < Math.min(expected.length, actual.length); at++) {
            double difference =
                    Math.abs((double) expected[at] - actual[at]) / unit[at % unit.length];
            // NaN stays
            largest = Math.max(largest, difference);
        }
        return largest;
    }

    private static boolean areOrdered(float[] values, int quantiles) {
        for (int at = 1; at < values.length; at++) {
            if (at % quantiles != 0 && !(values[at - 1] <= values[at])) {
                return false;
            }
        }
        return true;
    }

    private static WindowBatch random(TrainedModel model, int size) {
        Random random = new Random(SEED + size); // determinism: seeded
        NetworkShape shape = model.shape();
        float[] mean = model.scalers().observedMean();
        float[] deviation = model.scalers().observedDeviation();
        float[] observed = new float[size * shape.lookback() * shape.observed()];
        for (int at = 0; at < observed.length; at++) {
            int input = at % shape.observed();
            observed[at] =
                    (float) (mean[input] + SPREAD * deviation[input] * random.nextGaussian());
        }
        float[] known = new float[size * shape.positions() * shape.known()];
        for (int at = 0; at < known.length; at++) {
            known[at] = random.nextFloat();
        }
        long[] symbols = random.longs(size, 0, shape.symbols()).toArray();
        return new WindowBatch(observed, known, symbols, new float[0]);
    }

    /** So many of the windows, from the first again where they are fewer. */
    private static WindowBatch part(WindowBatch windows, TrainedModel model, int size) {
        NetworkShape shape = model.shape();
        int observed = shape.lookback() * shape.observed();
        int known = shape.positions() * shape.known();
        float[] someObserved = new float[size * observed];
        float[] someKnown = new float[size * known];
        long[] symbols = new long[size];
        for (int at = 0; at < size; at++) {
            int from = at % windows.size();
            System.arraycopy(
                    windows.observed(), from * observed, someObserved, at * observed, observed);
            System.arraycopy(windows.known(), from * known, someKnown, at * known, known);
            symbols[at] = windows.symbols()[from];
        }
        return new WindowBatch(someObserved, someKnown, symbols, new float[0]);
    }
}
