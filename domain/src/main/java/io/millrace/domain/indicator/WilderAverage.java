package io.millrace.domain.indicator;

import java.util.OptionalDouble;

/**
 * Wilder's smoothed average with weight {@code 1 / period}, seeded with the simple average of its
 * first values.
 *
 * @param count values seen, at most {@code period}
 * @param average the running mean while seeding, then the average
 */
public record WilderAverage(int period, int count, double average) {

    public static WilderAverage empty(int period) {
        return new WilderAverage(period, 0, 0);
    }

    public WilderAverage next(double value) {
        int seen = Math.min(count + 1, period);
        return new WilderAverage(period, seen, average + (value - average) / seen);
    }

    public boolean isReady() {
        return count == period;
    }

    public OptionalDouble value() {
        return isReady() ? OptionalDouble.of(average) : OptionalDouble.empty();
    }
}
