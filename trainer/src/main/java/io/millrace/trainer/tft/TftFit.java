package io.millrace.trainer.tft;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.millrace.trainer.learn.WindowSet;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A fit under way: the network, its optimiser, and what one round does. All chance of a round is
 * drawn from the seed and the round's number.
 */
final class TftFit implements AutoCloseable {

    private final NetworkShape shape;
    private final Scalers scalers;
    private final TftSettings settings;
    private final long seed;
    private final TorchNetwork network;
    private final Adam adam;
    private final NDArray quantiles;
    private final NDArray precision;

    TftFit(
            NetworkShape shape,
            Scalers scalers,
            TftSettings settings,
            long seed,
            FitProgress progress) {
        this.shape = shape;
        this.scalers = scalers;
        this.settings = settings;
        this.seed = seed;
        this.network =
                TorchNetwork.trainable(
                        shape,
                        scalers,
                        progress.hasBegun() ? progress.weights() : new StartingWeights(seed),
                        settings.dropout());
        this.adam =
                network.optimiser(settings.learningRate(), progress.moments(), progress.steps());
        this.quantiles = network.keep(levels(), shape.quantiles());
        this.precision = network.keep(inverse(scalers.target()), shape.horizons());
        network.seal();
    }

    /** Learns from the training windows once; the mean pinball loss of the round, in returns. */
    double round(int number, WindowSet training) {
        long chance = Seeds.of(seed, number);
        Torch.engine().setRandomSeed((int) chance);
        Random random = new Random(chance); // determinism: seeded
        int[] order = shuffled(training.size(), random);
        int windows =
                settings.windowsPerEpoch() == 0
                        ? order.length
                        : Math.min(order.length, settings.windowsPerEpoch());
        double sum = 0;
        for (int from = 0; from < windows; from += settings.batch()) {
            int to = Math.min(windows, from + settings.batch());
            int[] numbers = IntStream.range(from, to).map(at -> order[at]).toArray();
            WindowBatch batch = WindowBatch.of(training, numbers);
            hideSymbols(batch.symbols(), random);
            sum += learn(batch) * (to - from);
        }
        return sum / windows;
    }

    /** Mean pinball loss over a set, in returns; nothing is learnt. */
    double loss(WindowSet windows) {
        double sum = 0;
        for (int from = 0; from < windows.size(); from += settings.batch()) {
            int to = Math.min(windows.size(), from + settings.batch());
            WindowBatch batch = WindowBatch.between(windows, from, to);
            try (NDManager step = network.newStep()) {
                sum += mean(losses(step, batch, false)) * (to - from);
            }
        }
        return sum / windows.size();
    }

    Weights weights() {
        return network.weights();
    }

    Adam adam() {
        return adam;
    }

    Scalers scalers() {
        return scalers;
    }

    @Override
    public void close() {
        network.close();
    }

    private double learn(WindowBatch batch) {
        try (NDManager step = network.newStep()) {
            double loss;
            try (GradientCollector gradients = Torch.engine().newGradientCollector()) {
                NDArray losses = losses(step, batch, true);
                gradients.backward(losses.mul(precision).mean());
                loss = mean(losses);
            }
            adam.step(step, settings.gradientClip());
            return loss;
        }
    }

    /** Pinball loss of each horizon, in returns. */
    private NDArray losses(NDManager step, WindowBatch batch, boolean training) {
        quantiles.tempAttach(step);
        precision.tempAttach(step);
        NDArray forecast = network.forecast(step, batch, training).quantiles();
        NDArray came = Torch.array(step, batch.targets(), batch.size(), shape.horizons(), 1);
        NDArray missed = came.sub(forecast);
        return NDArrays.maximum(missed.mul(quantiles), missed.mul(quantiles.sub(1)))
                .mean(new int[] {2})
                .mean(new int[] {0});
    }

    private static double mean(NDArray losses) {
        double sum = 0;
        float[] each = losses.toFloatArray();
        for (float loss : each) {
            sum += loss;
        }
        return sum / each.length;
    }

    private void hideSymbols(long[] symbols, Random random) {
        for (int i = 0; i < symbols.length; i++) {
            if (random.nextDouble() < settings.unknownShare()) {
                symbols[i] = 0;
            }
        }
    }

    private static int[] shuffled(int size, Random random) {
        int[] order = IntStream.range(0, size).toArray();
        for (int last = size - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            int moved = order[last];
            order[last] = order[other];
            order[other] = moved;
        }
        return order;
    }

    private float[] levels() {
        float[] levels = new float[shape.quantiles()];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = shape.definition().quantiles().get(i).floatValue();
        }
        return levels;
    }

    private static float[] inverse(float... values) {
        float[] inverse = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            inverse[i] = 1 / values[i];
        }
        return inverse;
    }
}
