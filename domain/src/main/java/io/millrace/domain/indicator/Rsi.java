package io.millrace.domain.indicator;

import java.util.OptionalDouble;

/**
 * Wilder's relative strength index, 0..100, silent on a tape that has not moved.
 *
 * @param lastClose meaningless before the first close
 * @param started whether there was a first close
 */
public record Rsi(WilderAverage gains, WilderAverage losses, double lastClose, boolean started) {

    public static Rsi empty(int period) {
        return new Rsi(WilderAverage.empty(period), WilderAverage.empty(period), 0, false);
    }

    public Rsi next(double close) {
        if (!started) {
            return new Rsi(gains, losses, close, true);
        }
        double change = close - lastClose;
        return new Rsi(
                gains.next(Math.max(change, 0)), losses.next(Math.max(-change, 0)), close, true);
    }

    public OptionalDouble value() {
        double moved = gains.average() + losses.average();
        return gains.isReady() && moved > 0
                ? OptionalDouble.of(100 * gains.average() / moved)
                : OptionalDouble.empty();
    }
}
