package io.millrace.domain.report;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The moments of a sample, each absent where it is undefined.
 *
 * @param variance with n - 1; absent below two values
 * @param skewness bias-corrected; absent below three values or without variance
 * @param kurtosis bias-corrected and plain (3 for a normal distribution); absent below four values
 *     or without variance
 */
record Moments(
        int count,
        OptionalDouble mean,
        OptionalDouble variance,
        OptionalDouble skewness,
        OptionalDouble kurtosis) {

    /** Standard deviations below this are rounding: equity in doubles carries no more than that. */
    static final double NO_DEVIATION = 1e-12;

    static Moments of(double[] values) {
        int n = values.length;
        OptionalDouble average = Arrays.stream(values).average();
        if (n < 2) {
            OptionalDouble none = OptionalDouble.empty();
            return new Moments(n, average, none, none, none);
        }
        double mean = average.getAsDouble();
        double[] powers = centralPowers(values, mean);
        double variance = powers[2] / (n - 1);
        boolean varies = Math.sqrt(variance) > NO_DEVIATION;
        return new Moments(
                n,
                average,
                OptionalDouble.of(varies ? variance : 0),
                varies && n >= 3 ? OptionalDouble.of(skewness(n, powers)) : OptionalDouble.empty(),
                varies && n >= 4 ? OptionalDouble.of(kurtosis(n, powers)) : OptionalDouble.empty());
    }

    /** Standard deviation, or empty where there is none to divide by. */
    OptionalDouble deviation() {
        return variance.isPresent() && variance.getAsDouble() > 0
                ? OptionalDouble.of(Math.sqrt(variance.getAsDouble()))
                : OptionalDouble.empty();
    }

    private static double[] centralPowers(double[] values, double mean) {
        double[] powers = new double[5];
        for (double value : values) {
            double distance = value - mean;
            double square = distance * distance;
            powers[2] += square;
            powers[3] += square * distance;
            powers[4] += square * square;
        }
        return powers;
    }

    private static double skewness(int n, double[] powers) {
        double second = powers[2] / n;
        double biased = powers[3] / n / Math.pow(second, 1.5);
        return biased * Math.sqrt((double) n * (n - 1)) / (n - 2);
    }

    private static double kurtosis(int n, double[] powers) {
        double second = powers[2] / n;
        double excess = powers[4] / n / (second * second) - 3;
        return (n - 1.0) / ((n - 2.0) * (n - 3.0)) * ((n + 1) * excess + 6) + 3;
    }
}
