package io.millrace.domain.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Returns of the account and of the benchmark over the same stretches of time.
 *
 * @param own the account's
 * @param benchmark the benchmark's, place by place
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: it lives for one calculation
record Paired(double[] own, double[] benchmark) {

    /**
     * The pairs of all days at whose two ends the benchmark is known, or empty below two of them.
     */
    static Optional<Paired> of(DailySeries daily, ValueCurve benchmark) {
        List<DailySample> samples = daily.samples();
        double[] all = daily.returns();
        double[] own = new double[all.length];
        double[] other = new double[all.length];
        int count = 0;
        OptionalDouble base = benchmark.asOf(daily.startMillis());
        for (int i = 0; i < all.length; i++) {
            OptionalDouble value = benchmark.asOf(samples.get(i).atMillis());
            if (base.isPresent() && base.getAsDouble() > 0 && value.isPresent()) {
                own[count] = all[i];
                other[count] = value.getAsDouble() / base.getAsDouble() - 1;
                count++;
            }
            base = value;
        }
        return count < 2
                ? Optional.empty()
                : Optional.of(new Paired(Arrays.copyOf(own, count), Arrays.copyOf(other, count)));
    }

    void measure(PerformanceSettings settings, Measured measured) {
        double periods = settings.periodsPerYear();
        double free = settings.riskFreePerPeriod();
        double excess = mean(own) - free;
        Moments market = Moments.of(benchmark);
        if (market.deviation().isPresent()) {
            double beta = covariance() / market.variance().orElseThrow();
            measured.put(Statistic.BETA, beta);
            measured.put(Statistic.ALPHA, (excess - beta * (mean(benchmark) - free)) * periods);
            if (Math.abs(beta) > Moments.NO_DEVIATION) {
                measured.put(Statistic.TREYNOR, excess * periods / beta);
            }
        }
        Moments active = Moments.of(difference());
        measured.put(
                Statistic.TRACKING_ERROR,
                Math.sqrt(active.variance().orElseThrow()) * Math.sqrt(periods));
        active.deviation()
                .ifPresent(
                        deviation ->
                                measured.put(
                                        Statistic.INFORMATION_RATIO,
                                        active.mean().orElseThrow()
                                                / deviation
                                                * Math.sqrt(periods)));
    }

    private double covariance() {
        double ownMean = mean(own);
        double benchmarkMean = mean(benchmark);
        double sum = 0;
        for (int i = 0; i < own.length; i++) {
            sum += (own[i] - ownMean) * (benchmark[i] - benchmarkMean);
        }
        return sum / (own.length - 1);
    }

    private double[] difference() {
        double[] difference = new double[own.length];
        for (int i = 0; i < own.length; i++) {
            difference[i] = own[i] - benchmark[i];
        }
        return difference;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }
}
