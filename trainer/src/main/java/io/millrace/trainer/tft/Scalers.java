package io.millrace.trainer.tft;

import io.millrace.trainer.learn.WindowSet;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * What makes raw values standard ones: part of the model, learnt from the training windows alone.
 */
public final class Scalers {

    private final float[] observedMean;
    private final float[] observedDeviation;
    private final float[] target;

    /**
     * Scalers that are known.
     *
     * @param observedMean mean of each observed input
     * @param observedDeviation its standard deviation; 0 for one that never moved
     * @param target root mean square of the return at each horizon
     */
    public Scalers(float[] observedMean, float[] observedDeviation, float[] target) {
        this.observedMean = observedMean.clone();
        this.observedDeviation = observedDeviation.clone();
        this.target = target.clone();
    }

    /** Learns from every bar of every window. */
    public static Scalers of(WindowSet training) {
        int observed = training.definition().observed().size();
        int lookback = training.definition().lookback();
        int horizons = training.definition().horizons().size();
        Moments values = new Moments(observed);
        double[] squares = new double[horizons];
        FloatBuffer window = FloatBuffer.allocate(lookback * observed);
        FloatBuffer targets = FloatBuffer.allocate(horizons);
        for (int number = 0; number < training.size(); number++) {
            training.observed(number, window.clear());
            for (int bar = 0; bar < lookback; bar++) {
                values.take(window.array(), bar * observed);
            }
            training.targets(number, targets.clear());
            for (int horizon = 0; horizon < horizons; horizon++) {
                squares[horizon] += Math.pow(targets.get(horizon), 2);
            }
        }
        float[] target = new float[horizons];
        for (int horizon = 0; horizon < horizons; horizon++) {
            double scale = Math.sqrt(squares[horizon] / training.size());
            target[horizon] = scale > 0 ? (float) scale : 1;
        }
        return new Scalers(values.means(), values.deviations(), target);
    }

    public float[] observedMean() {
        return observedMean.clone();
    }

    public float[] observedDeviation() {
        return observedDeviation.clone();
    }

    public float[] target() {
        return target.clone();
    }

    /** One over the deviation; 0 for an input that never moved, which says nothing then. */
    float[] observedPrecision() {
        float[] precision = new float[observedDeviation.length];
        for (int input = 0; input < precision.length; input++) {
            precision[input] = observedDeviation[input] > 0 ? 1 / observedDeviation[input] : 0;
        }
        return precision;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Scalers that
                && Arrays.equals(observedMean, that.observedMean)
                && Arrays.equals(observedDeviation, that.observedDeviation)
                && Arrays.equals(target, that.target);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(observedMean)
                + 31 * Arrays.hashCode(observedDeviation)
                + 961 * Arrays.hashCode(target);
    }

    @Override
    public String toString() {
        return "Scalers[observedMean="
                + Arrays.toString(observedMean)
                + ", observedDeviation="
                + Arrays.toString(observedDeviation)
                + ", target="
                + Arrays.toString(target)
                + "]";
    }

    /** Running mean and variance of each input (Welford). */
    private static final class Moments {

        private final double[] mean;
        private final double[] squares;
        private long count;

        Moments(int inputs) {
            this.mean = new double[inputs];
            this.squares = new double[inputs];
        }

        void take(float[] values, int from) {
            count++;
            for (int input = 0; input < mean.length; input++) {
                double away = values[from + input] - mean[input];
                mean[input] += away / count;
                squares[input] += away * (values[from + input] - mean[input]);
            }
        }

        float[] means() {
            return floats(mean);
        }

        float[] deviations() {
            double[] deviations = new double[squares.length];
            for (int input = 0; input < squares.length; input++) {
                double deviation = Math.sqrt(squares[input] / count);
                // what rounding alone has moved has not moved
                boolean moved = deviation > 1e-7 * Math.abs(mean[input]);
                deviations[input] = moved ? deviation : 0;
            }
            return floats(deviations);
        }

        private static float[] floats(double[] values) {
            float[] floats = new float[values.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) values[i];
            }
            return floats;
        }
    }
}
