package io.millrace.domain.report;

import io.millrace.domain.order.Fill;
import io.millrace.domain.order.Side;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalDouble;

/** What the round trips and the fills say. */
final class TradeStatistics {

    private static final double MILLIS_PER_MINUTE = 60_000.0;

    private TradeStatistics() {}

    static void measure(RoundTrips trips, DailySeries daily, Measured measured) {
        measured.put(Statistic.ROUND_TRIPS, trips.closed().size());
        measured.put(Statistic.FEES, fees(trips.fills()));
        measured.put(Statistic.TURNOVER, turnover(trips.fills(), daily));
        if (!trips.closed().isEmpty()) {
            outcomes(trips.closed(), measured);
        }
    }

    private static void outcomes(List<RoundTrip> closed, Measured measured) {
        double[] profits =
                closed.stream().mapToDouble(trip -> trip.profit().doubleValue()).toArray();
        double won = 0;
        double lost = 0;
        int wins = 0;
        int losses = 0;
        for (double profit : profits) {
            won += Math.max(0, profit);
            lost -= Math.min(0, profit);
            wins += profit > 0 ? 1 : 0;
            losses += profit < 0 ? 1 : 0;
        }
        double count = profits.length;
        measured.put(Statistic.WIN_RATE, wins / count);
        measured.putRatio(Statistic.PROFIT_FACTOR, won, lost);
        measured.putRatio(Statistic.AVERAGE_WIN, won, wins);
        measured.putRatio(Statistic.AVERAGE_LOSS, lost, losses);
        measured.put(Statistic.EXPECTANCY, (won - lost) / count);
        if (losses > 0) {
            measured.put(Statistic.EXPECTANCY_RATIO, (won - lost) / count / (lost / losses));
        }
        measured.put(
                Statistic.AVERAGE_HOLDING_MINUTES,
                closed.stream().mapToDouble(RoundTrip::heldMillis).sum()
                        / count
                        / MILLIS_PER_MINUTE);
    }

    private static double fees(List<Fill> fills) {
        return fills.stream().map(Fill::fee).reduce(BigDecimal.ZERO, BigDecimal::add).doubleValue();
    }

    /** Mean over the sampled days of what was sold since the sample before, over the equity. */
    private static OptionalDouble turnover(List<Fill> fills, DailySeries daily) {
        double sum = 0;
        int next = 0;
        for (DailySample sample : daily.samples()) {
            double sold = 0;
            while (next < fills.size() && fills.get(next).atMillis() <= sample.atMillis()) {
                Fill fill = fills.get(next++);
                sold +=
                        fill.side() == Side.SELL
                                ? fill.price().multiply(fill.quantity()).doubleValue()
                                : 0;
            }
            if (sample.value() <= 0) {
                return OptionalDouble.empty();
            }
            sum += sold / sample.value();
        }
        return daily.samples().isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(sum / daily.samples().size());
    }
}
