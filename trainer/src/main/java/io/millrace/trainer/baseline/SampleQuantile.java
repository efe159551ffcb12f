package io.millrace.trainer.baseline;

import java.util.Arrays;

/** Quantiles of a sample, interpolated between its values as numpy and R's type 7 do. */
public final class SampleQuantile {

    private SampleQuantile() {}

    /** The quantile of values in any order, which stay as they are. */
    public static double of(double[] values, double probability) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return ofSorted(sorted, sorted.length, probability);
    }

    /** The quantile of the first {@code count} values, which ascend. */
    static double ofSorted(double[] sorted, int count, double probability) {
        if (count == 0) {
            throw new IllegalArgumentException("values: none (expected: at least 1)");
        }
        double place = probability * (count - 1);
        int below = (int) place;
        double low = sorted[below];
        return below + 1 == count ? low : low + (place - below) * (sorted[below + 1] - low);
    }
}
