package io.millrace.domain.indicator;

import java.util.OptionalDouble;

/**
 * The exponential moving average with weight {@code 2 / (period + 1)}, seeded with the simple
 * average of its first values.
 *
 * @param count values seen, at most {@code period}
 * @param average the running mean while seeding, then the average; equal values keep it exactly
 */
public record Ema(int period, int count, double average) {

    public static Ema empty(int period) {
        return new Ema(period, 0, 0);
    }

    public Ema next(double value) {
        if (count < period) {
            return new Ema(period, count + 1, average + (value - average) / (count + 1));
        }
        return new Ema(period, count, average + (value - average) * (2.0 / (period + 1)));
    }

    public boolean isReady() {
        return count == period;
    }

    public OptionalDouble value() {
        return isReady() ? OptionalDouble.of(average) : OptionalDouble.empty();
    }
}
