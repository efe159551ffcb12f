package io.millrace.domain.report;

import io.millrace.domain.market.SessionCalendar;
import io.millrace.domain.market.TradingSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** A value that holds from one instant to the next: an account's worth, or a price. */
public final class ValueCurve {

    private final long[] atMillis;
    private final double[] values;

    private ValueCurve(long[] atMillis, double[] values) {
        this.atMillis = atMillis;
        this.values = values;
    }

    /**
     * The curve through the given points.
     *
     * @param atMillis event times, ascending; of several points at one instant the last one counts
     * @param values the value from that instant on
     */
    public static ValueCurve of(long[] atMillis, double[] values) {
        if (atMillis.length == 0 || atMillis.length != values.length) {
            throw new IllegalArgumentException(
                    "points: %d times and %d values (expected: as many of both, at least one)"
                            .formatted(atMillis.length, values.length));
        }
        for (int i = 1; i < atMillis.length; i++) {
            if (atMillis[i] < atMillis[i - 1]) {
                throw new IllegalArgumentException(
                        "time of point %d: %d (expected: not before %d)"
                                .formatted(i, atMillis[i], atMillis[i - 1]));
            }
        }
        return new ValueCurve(atMillis.clone(), values.clone());
    }

    public int size() {
        return values.length;
    }

    public long timeAt(int index) {
        return atMillis[index];
    }

    public double valueAt(int index) {
        return values[index];
    }

    public long firstMillis() {
        return atMillis[0];
    }

    public long lastMillis() {
        return atMillis[size() - 1];
    }

    public double first() {
        return values[0];
    }

    public double last() {
        return values[size() - 1];
    }

    /** The value in force at the instant, or empty before the first point. */
    public OptionalDouble asOf(long instant) {
        int index = Arrays.binarySearch(atMillis, instant);
        if (index < 0) {
            index = -index - 2;
        }
        while (index >= 0 && index + 1 < size() && atMillis[index + 1] == instant) {
            index++;
        }
        return index < 0 ? OptionalDouble.empty() : OptionalDouble.of(values[index]);
    }

    /**
     * One sample per trading session: the value in force at its close. A session that the curve
     * ends in is sampled where the curve ends.
     */
    public DailySeries daily(SessionCalendar calendar) {
        List<DailySample> samples = new ArrayList<>();
        TradingSession session = sessionFrom(calendar);
        while (session.openMillis() < lastMillis()) {
            long at = Math.min(session.closeMillis(), lastMillis());
            double value = asOf(at).orElse(first());
            samples.add(new DailySample(session.epochDay(), at, value));
            if (session.closeMillis() >= lastMillis()) {
                break;
            }
            session = calendar.nextSession(session.closeMillis());
        }
        return new DailySeries(firstMillis(), first(), samples);
    }

    private TradingSession sessionFrom(SessionCalendar calendar) {
        return calendar.sessionAt(firstMillis())
                .orElseGet(() -> calendar.nextSession(firstMillis()));
    }
}
