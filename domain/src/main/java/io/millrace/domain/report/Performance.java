package io.millrace.domain.report;

import io.millrace.domain.market.SessionCalendar;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a run amounted to, in numbers. A statistic that the run does not define is absent: never 0,
 * never NaN.
 *
 * @param values the defined ones, in the order of {@link Statistic}
 */
public record Performance(Map<Statistic, Double> values) {

    public Performance {
        EnumMap<Statistic, Double> ordered = new EnumMap<>(Statistic.class);
        ordered.putAll(values);
        values = Collections.unmodifiableMap(ordered);
    }

    /** The performance of a run that has no equity curve. */
    public static Performance none() {
        return new Performance(Map.of());
    }

    /**
     * The performance of a run.
     *
     * @param trips its fills as round trips
     * @param benchmark what to compare with, such as the close of SPY; absent where there is none
     * @param calendar the market whose sessions are sampled
     */
    public static Performance of(
            EquityCurve curve,
            RoundTrips trips,
            @Nullable ValueCurve benchmark,
            SessionCalendar calendar,
            PerformanceSettings settings) {
        Measured measured = new Measured();
        DailySeries daily = curve.equity().daily(calendar);
        double[] returns = daily.returns();
        GrowthStatistics.measure(curve.equity(), measured);
        ReturnStatistics.measure(returns, settings, measured);
        if (benchmark != null && returns.length > 0) {
            Paired.of(daily, benchmark).ifPresent(pairs -> pairs.measure(settings, measured));
        }
        TradeStatistics.measure(trips, daily, measured);
        measured.put(Statistic.EXPOSURE, curve.exposure(calendar));
        measured.put(Statistic.TIME_IN_MARKET, curve.timeInMarket(calendar));
        measured.put(Statistic.DAYS, daily.samples().size());
        return new Performance(measured.values());
    }

    public OptionalDouble value(Statistic statistic) {
        Double value = values.get(statistic);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
