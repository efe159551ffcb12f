package io.millrace.domain.report;

import java.util.List;

/**
 * A value sampled once per trading session.
 *
 * @param startMillis where the curve begins
 * @param start the value there; the first return is measured from it
 * @param samples in the order of the sessions
 */
public record DailySeries(long startMillis, double start, List<DailySample> samples) {

    public DailySeries {
        samples = List.copyOf(samples);
    }

    /**
     * Simple returns from sample to sample. Empty when any base is not positive: what was lost
     * entirely has no return, and neither has what was owed.
     */
    @SuppressWarnings("MixedMutabilityReturnType") // an array either way
    public double[] returns() {
        double[] returns = new double[samples.size()];
        double base = start;
        for (int i = 0; i < returns.length; i++) {
            if (base <= 0) {
                return new double[0];
            }
            double value = samples.get(i).value();
            returns[i] = value / base - 1;
            base = value;
        }
        return returns;
    }
}
