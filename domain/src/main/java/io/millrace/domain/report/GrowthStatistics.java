package io.millrace.domain.report;

import java.util.OptionalDouble;

/** Growth and drawdown: what every point of the equity curve says, not only its daily samples. */
final class GrowthStatistics {

    private static final double MILLIS_PER_DAY = 86_400_000.0;
    private static final double DAYS_PER_YEAR = 365;

    private GrowthStatistics() {}

    static void measure(ValueCurve equity, Measured measured) {
        measured.put(Statistic.START_EQUITY, equity.first());
        measured.put(Statistic.END_EQUITY, equity.last());
        measured.put(Statistic.NET_PROFIT, equity.last() - equity.first());
        if (equity.first() > 0) {
            measured.put(Statistic.TOTAL_RETURN, equity.last() / equity.first() - 1);
        }
        OptionalDouble growth = growth(equity);
        measured.put(Statistic.CAGR, growth);
        Drawdowns drawdowns = Drawdowns.of(equity);
        measured.put(
                Statistic.MAX_DRAWDOWN,
                drawdowns.deepest().stream().mapToDouble(Drawdown::depth).findAny().orElse(0));
        drawdowns
                .deepest()
                .ifPresent(
                        deepest -> {
                            measured.put(Statistic.MAX_DRAWDOWN_DAYS, deepest.days());
                            growth.ifPresent(
                                    rate -> measured.put(Statistic.CALMAR, rate / deepest.depth()));
                        });
        measured.put(
                Statistic.LONGEST_DRAWDOWN_DAYS,
                drawdowns.all().stream().mapToDouble(Drawdown::days).max());
    }

    private static OptionalDouble growth(ValueCurve equity) {
        double days = (equity.lastMillis() - equity.firstMillis()) / MILLIS_PER_DAY;
        if (days <= 0 || equity.first() <= 0 || equity.last() < 0) {
            return OptionalDouble.empty();
        }
        double rate = Math.pow(equity.last() / equity.first(), DAYS_PER_YEAR / days) - 1;
        return Double.isFinite(rate) ? OptionalDouble.of(rate) : OptionalDouble.empty();
    }
}
