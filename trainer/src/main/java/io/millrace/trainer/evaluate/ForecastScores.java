package io.millrace.trainer.evaluate;

import io.millrace.domain.model.ModelDefinition;
import io.millrace.trainer.baseline.PinballLoss;
import io.millrace.trainer.learn.WindowSet;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * How well quantiles fit what came.
 *
 * @param windows how many there were
 * @param pinball mean loss over windows, horizons and quantiles
 * @param pinballByHorizon the same for each horizon
 * @param coverage share of returns from the lowest to the highest quantile
 * @param hitRate share of returns with the median's sign, of those where both have one, at the
 *     nearest horizon; NaN where there is none
 * @param below share of returns at or under each quantile, over all horizons: the calibration
 */
public record ForecastScores(
        int windows,
        double pinball,
        List<Double> pinballByHorizon,
        double coverage,
        double hitRate,
        List<Double> below) {

    /**
     * Scores forecasts.
     *
     * @param forecasts as a forecaster gives them, for the same windows
     */
    public static ForecastScores of(WindowSet windows, float[] forecasts) {
        ModelDefinition model = windows.definition();
        Counts counts = new Counts(model);
        FloatBuffer targets = FloatBuffer.allocate(model.horizons().size());
        for (int window = 0; window < windows.size(); window++) {
            windows.targets(window, targets.clear());
            counts.add(targets, forecasts, window);
        }
        return counts.scores(windows.size());
    }

    /** Sums on their way to means. */
    private static final class Counts {

        private final int horizons;
        private final List<Double> levels;
        private final int median;
        private final double[] loss;
        private final long[] below;
        private long inside;
        private long hits;
        private long signs;

        Counts(ModelDefinition model) {
            horizons = model.horizons().size();
            levels = model.quantiles();
            median = Medians.place(model);
            loss = new double[horizons];
            below = new long[levels.size()];
        }

        void add(FloatBuffer targets, float[] forecasts, int window) {
            for (int horizon = 0; horizon < horizons; horizon++) {
                int first = (window * horizons + horizon) * levels.size();
                float actual = targets.get(horizon);
                for (int level = 0; level < levels.size(); level++) {
                    float said = forecasts[first + level];
                    loss[horizon] += PinballLoss.of(actual, said, levels.get(level));
                    below[level] += actual <= said ? 1 : 0;
                }
                float lowest = forecasts[first];
                float highest = forecasts[first + levels.size() - 1];
                inside += actual >= lowest && actual <= highest ? 1 : 0;
            }
            float said = forecasts[window * horizons * levels.size() + median];
            float came = targets.get(0);
            if (said != 0 && came != 0) {
                signs++;
                hits += said > 0 == came > 0 ? 1 : 0;
            }
        }

        ForecastScores scores(int windows) {
            double all = (double) windows * horizons;
            List<Double> byHorizon = new ArrayList<>();
            double sum = 0;
            for (double one : loss) {
                byHorizon.add(one / windows / levels.size());
                sum += one;
            }
            List<Double> calibration = new ArrayList<>();
            for (long count : below) {
                calibration.add(count / all);
            }
            return new ForecastScores(
                    windows,
                    sum / all / levels.size(),
                    byHorizon,
                    inside / all,
                    (double) hits / signs,
                    calibration);
        }
    }
}
