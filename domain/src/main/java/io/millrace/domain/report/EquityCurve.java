package io.millrace.domain.report;

import io.millrace.domain.market.SessionCalendar;
import io.millrace.domain.portfolio.EquityPoint;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;

/**
 * The worth of one account over a run.
 *
 * @param equity cash and positions
 * @param invested share of the equity that is in positions, at the same instants
 */
public record EquityCurve(ValueCurve equity, ValueCurve invested) {

    /**
     * The curve through an account's points, in any order.
     *
     * @throws IllegalArgumentException when there is no point
     */
    public static EquityCurve of(List<EquityPoint> points) {
        List<EquityPoint> ordered =
                points.stream().sorted(Comparator.comparingLong(EquityPoint::atMillis)).toList();
        long[] times = new long[ordered.size()];
        double[] equity = new double[ordered.size()];
        double[] invested = new double[ordered.size()];
        for (int i = 0; i < times.length; i++) {
            EquityPoint point = ordered.get(i);
            times[i] = point.atMillis();
            equity[i] = point.equity().doubleValue();
            double positions = point.equity().subtract(point.cash()).doubleValue();
            invested[i] = equity[i] > 0 ? Math.abs(positions) / equity[i] : 0;
        }
        return new EquityCurve(ValueCurve.of(times, equity), ValueCurve.of(times, invested));
    }

    /** Mean share of the equity that was in positions, weighted by open market time. */
    public OptionalDouble exposure(SessionCalendar calendar) {
        return weighted(calendar, invested);
    }

    /** Share of the open market time in which any position was held. */
    public OptionalDouble timeInMarket(SessionCalendar calendar) {
        return weighted(calendar, where(share -> share > 0));
    }

    private ValueCurve where(DoublePredicate condition) {
        long[] times = new long[invested.size()];
        double[] flags = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = invested.timeAt(i);
            flags[i] = condition.test(invested.valueAt(i)) ? 1 : 0;
        }
        return ValueCurve.of(times, flags);
    }

    private static OptionalDouble weighted(SessionCalendar calendar, ValueCurve curve) {
        OpenTime clock = new OpenTime(calendar);
        double sum = 0;
        double total = 0;
        for (int i = 0; i + 1 < curve.size(); i++) {
            double open = clock.millisBetween(curve.timeAt(i), curve.timeAt(i + 1));
            sum += open * curve.valueAt(i);
            total += open;
        }
        return total > 0 ? OptionalDouble.of(sum / total) : OptionalDouble.empty();
    }
}
