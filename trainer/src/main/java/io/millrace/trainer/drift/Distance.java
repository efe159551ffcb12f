package io.millrace.trainer.drift;

import io.millrace.trainer.baseline.SampleQuantile;
import java.util.Arrays;

/** How far apart two samples lie. */
public final class Distance {

    private static final int BINS = 10;

    /** An empty bin counts as one in ten thousand, so that the index stays finite. */
    private static final double SMALLEST_SHARE = 1e-4;

    private Distance() {}

    /** The population stability index over the deciles of the first sample. */
    public static double stabilityIndex(double[] reference, double[] recent) {
        double[] edges = new double[BINS - 1];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = SampleQuantile.of(reference, (i + 1.0) / BINS);
        }
        double[] before = shares(reference, edges);
        double[] now = shares(recent, edges);
        double index = 0;
        for (int i = 0; i < BINS; i++) {
            index += (now[i] - before[i]) * Math.log(now[i] / before[i]);
        }
        return index;
    }

    /** The largest distance of the two empirical distributions: Kolmogorov and Smirnov's D. */
    public static double kolmogorovSmirnov(double[] one, double[] other) {
        double[] left = sorted(one);
        double[] right = sorted(other);
        double largest = 0;
        int i = 0;
        int j = 0;
        while (i < left.length && j < right.length) {
            double value = Math.min(left[i], right[j]);
            while (i < left.length && left[i] == value) {
                i++;
            }
            while (j < right.length && right[j] == value) {
                j++;
            }
            largest =
                    Math.max(
                            largest,
                            Math.abs((double) i / left.length - (double) j / right.length));
        }
        return largest;
    }

    private static double[] shares(double[] values, double[] edges) {
        double[] shares = new double[BINS];
        for (double value : values) {
            int bin = 0;
            while (bin < edges.length && value > edges[bin]) {
                bin++;
            }
            shares[bin] += 1.0 / values.length;
        }
        for (int i = 0; i < BINS; i++) {
            shares[i] = Math.max(SMALLEST_SHARE, shares[i]);
        }
        return shares;
    }

    private static double[] sorted(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
