package io.millrace.domain.model;

import java.util.List;

/**
 * What a model expects of one symbol, as return quantiles per horizon.
 *
 * @param atMillis end of the last bar that the model saw
 * @param horizons one entry per horizon, nearest first
 * @param modelVersion version in the model registry
 * @param modelSha256 hash of the artifact that answered
 */
public record Prediction(
        String symbol,
        long atMillis,
        List<Horizon> horizons,
        String modelVersion,
        String modelSha256) {

    /**
     * Return quantiles at one horizon.
     *
     * @param bars how far ahead
     * @param q10 10 % quantile of the return until then, as a fraction
     * @param q50 median
     * @param q90 90 % quantile
     */
    public record Horizon(int bars, double q10, double q50, double q90) {

        /** Whether the quantiles are finite and in order. */
        public boolean isUsable() {
            return q10 <= q50 && q50 <= q90 && Double.isFinite(q90 - q10);
        }

        private Horizon rounded(long units) {
            return new Horizon(bars, rounded(q10, units), rounded(q50, units), rounded(q90, units));
        }

        /** Adding zero makes a negative zero a plain one. */
        private static double rounded(double value, long units) {
            return Math.rint(value * units) / units + 0.0;
        }

        /** 0..1: the median's share of the median and half the spread; no move is no confidence. */
        public double confidence() {
            double move = Math.abs(q50);
            return move == 0 ? 0 : move / (move + (q90 - q10) / 2);
        }
    }

    /**
     * The same with returns rounded to a unit, of which so many make one. Machines of different
     * make compute a model's last bits differently; what is rounded is the same on all of them.
     */
    public Prediction rounded(long units) {
        return new Prediction(
                symbol,
                atMillis,
                horizons.stream().map(one -> one.rounded(units)).toList(),
                modelVersion,
                modelSha256);
    }
}
