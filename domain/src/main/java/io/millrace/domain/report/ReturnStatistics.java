package io.millrace.domain.report;

import java.util.Arrays;

/** What daily returns say on their own: risk-adjusted ratios and the tail. */
final class ReturnStatistics {

    private ReturnStatistics() {}

    static void measure(double[] returns, PerformanceSettings settings, Measured measured) {
        if (returns.length < 2) {
            return;
        }
        Moments moments = Moments.of(returns);
        double periods = settings.periodsPerYear();
        double mean = moments.mean().orElseThrow();
        double excess = mean - settings.riskFreePerPeriod();
        measured.put(
                Statistic.VOLATILITY,
                Math.sqrt(moments.variance().orElseThrow()) * Math.sqrt(periods));
        moments.deviation()
                .ifPresent(
                        deviation ->
                                measured.put(
                                        Statistic.SHARPE, excess / deviation * Math.sqrt(periods)));
        double downside = downsideDeviation(returns, settings.riskFreePerPeriod());
        if (downside > Moments.NO_DEVIATION) {
            measured.put(Statistic.SORTINO, excess / downside * Math.sqrt(periods));
        }
        probabilisticSharpe(moments, settings, measured);
        tails(returns, measured);
    }

    /** Root of the mean squared shortfall below the target, over all days. */
    private static double downsideDeviation(double[] returns, double target) {
        double sum = 0;
        for (double one : returns) {
            double shortfall = Math.min(0, one - target);
            sum += shortfall * shortfall;
        }
        return Math.sqrt(sum / returns.length);
    }

    private static void probabilisticSharpe(
            Moments moments, PerformanceSettings settings, Measured measured) {
        if (moments.deviation().isEmpty() || moments.kurtosis().isEmpty()) {
            return;
        }
        double sharpe =
                (moments.mean().orElseThrow() - settings.riskFreePerPeriod())
                        / moments.deviation().getAsDouble();
        double target = settings.psrTargetSharpe() / Math.sqrt(settings.periodsPerYear());
        double variance =
                1
                        - moments.skewness().orElseThrow() * sharpe
                        + (moments.kurtosis().getAsDouble() - 1) / 4 * sharpe * sharpe;
        if (variance > 0) {
            double error = Math.sqrt(variance / (moments.count() - 1));
            measured.put(Statistic.PSR, Normal.cumulative((sharpe - target) / error));
        }
    }

    private static void tails(double[] returns, Measured measured) {
        double[] ascending = returns.clone();
        Arrays.sort(ascending);
        measured.put(Statistic.VAR_95, -quantile(ascending, 0.05));
        measured.put(Statistic.CVAR_95, -meanUpTo(ascending, quantile(ascending, 0.05)));
        measured.put(Statistic.VAR_99, -quantile(ascending, 0.01));
        measured.put(Statistic.CVAR_99, -meanUpTo(ascending, quantile(ascending, 0.01)));
    }

    /** Linear between the two nearest order statistics. */
    private static double quantile(double[] ascending, double share) {
        double place = (ascending.length - 1) * share;
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, ascending.length - 1);
        return ascending[below] + (place - below) * (ascending[above] - ascending[below]);
    }

    private static double meanUpTo(double[] ascending, double bound) {
        double sum = ascending[0];
        int count = 1;
        while (count < ascending.length && ascending[count] <= bound) {
            sum += ascending[count];
            count++;
        }
        return sum / count;
    }
}
