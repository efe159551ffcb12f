package io.millrace.trainer.baseline;

import io.millrace.domain.model.ModelDefinition;
import io.millrace.trainer.learn.Forecaster;
import io.millrace.trainer.learn.Learner;
import io.millrace.trainer.learn.WindowSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gradient boosting on the pinball loss (Friedman 2001): small trees over the newest bar's inputs,
 * one chain for each horizon and quantile, stopped by the validation windows.
 *
 * <p>Own code, because the boosters on Central that know quantiles are native libraries, and the
 * ones in Java know none; without sampling there is nothing random in it.
 */
public final class BoostedTrees implements Learner {

    private static final int MOST_TREES = 150;
    private static final int PATIENCE = 15;
    private static final double RATE = 0.1;
    private static final int FEWEST_PER_LEAF = 20;

    @Override
    public String name() {
        return "boosted-trees";
    }

    @Override
    public Forecaster fit(WindowSet training, WindowSet validation, long seed, Rounds rounds) {
        ModelDefinition model = training.definition();
        double[][] rows = Tabular.rows(training);
        Bins bins = Bins.cutting(rows);
        Scene scene = new Scene(bins.parts(rows), bins.parts(Tabular.rows(validation)));
        double[][] targets = Targets.byHorizon(training);
        double[][] later = Targets.byHorizon(validation);
        int levels = model.quantiles().size();
        var functions = new TabularForecaster.RowFunction[targets.length][levels];
        int chain = 0;
        for (int horizon = 0; horizon < targets.length; horizon++) {
            for (int level = 0; level < levels; level++) {
                Chain fitted =
                        Chain.fitted(
                                scene,
                                targets[horizon],
                                later[horizon],
                                model.quantiles().get(level));
                functions[horizon][level] = row -> fitted.of(bins, row);
                rounds.over(++chain, targets.length * levels, fitted.trained, fitted.validated);
            }
        }
        return new TabularForecaster(model, functions);
    }

    /** The binned columns of both sets. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Scene(byte[][] training, byte[][] validation) {}

    /** Trees that add up. */
    private static final class Chain {

        private final double start;
        private final List<QuantileTree> trees;
        private final double trained;
        private final double validated;

        private Chain(double start, List<QuantileTree> trees, double trained, double validated) {
            this.start = start;
            this.trees = trees;
            this.trained = trained;
            this.validated = validated;
        }

        static Chain fitted(Scene scene, double[] targets, double[] later, double quantile) {
            double start = SampleQuantile.of(targets, quantile);
            double[] residuals = Arrays.stream(targets).map(value -> value - start).toArray();
            double[] ahead = Arrays.stream(later).map(value -> value - start).toArray();
            List<QuantileTree> trees = new ArrayList<>();
            int fewest = Math.max(FEWEST_PER_LEAF, targets.length / 200);
            double best = loss(ahead, quantile);
            double trainedAtBest = loss(residuals, quantile);
            int kept = 0;
            while (trees.size() < MOST_TREES && trees.size() < kept + PATIENCE) {
                QuantileTree tree =
                        QuantileTree.grown(scene.training(), residuals, quantile, fewest);
                trees.add(tree);
                subtract(tree, scene.training(), residuals);
                subtract(tree, scene.validation(), ahead);
                double now = loss(ahead, quantile);
                if (now < best) {
                    best = now;
                    trainedAtBest = loss(residuals, quantile);
                    kept = trees.size();
                }
            }
            return new Chain(start, List.copyOf(trees.subList(0, kept)), trainedAtBest, best);
        }

        double of(Bins bins, double[] row) {
            byte[][] parts = bins.parts(new double[][] {row});
            double sum = start;
            for (QuantileTree tree : trees) {
                sum += RATE * tree.of(parts, 0);
            }
            return sum;
        }

        private static void subtract(QuantileTree tree, byte[][] parts, double[] residuals) {
            for (int row = 0; row < residuals.length; row++) {
                residuals[row] -= RATE * tree.of(parts, row);
            }
        }

        private static double loss(double[] residuals, double quantile) {
            double sum = 0;
            for (double residual : residuals) {
                sum += PinballLoss.of(residual, 0, quantile);
            }
            return sum / residuals.length;
        }
    }
}
