package io.millrace.trainer.tft;

import java.util.Random;
import java.util.function.DoubleSupplier;

/** Weights before training, drawn by seed and name: their order does not matter. */
record StartingWeights(long seed) implements WeightSource {

    private static final double EMBEDDING_DEVIATION = 0.3;

    @Override
    public float[] values(String name, Operations.Start start, long... shape) {
        Random random = new Random(Seeds.of(seed, name.hashCode())); // determinism: seeded
        float[] values = new float[Tensor.size(shape)];
        switch (start) {
            case ZERO -> fill(values, () -> 0);
            case ONE -> fill(values, () -> 1);
            case NORMAL -> fill(values, () -> EMBEDDING_DEVIATION * random.nextGaussian());
            case GLOROT -> fill(values, within(random, glorot(shape)));
            case RECURRENT -> fill(values, within(random, 1 / Math.sqrt(shape[0] / 4.0)));
        }
        return values;
    }

    private static double glorot(long... shape) {
        return Math.sqrt(6.0 / (shape[shape.length - 1] + shape[shape.length - 2]));
    }

    private static DoubleSupplier within(Random random, double bound) {
        return () -> (2 * random.nextDouble() - 1) * bound;
    }

    private static void fill(float[] values, DoubleSupplier draw) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) draw.getAsDouble();
        }
    }
}
