package io.millrace.domain.alpha;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lean's MACD alpha: expects what the signal line, as a fraction of the price, points to once it is
 * further than the threshold from zero. It speaks when that changes; {@code FLAT} withdraws.
 *
 * @param previous what it said last; absent at first
 */
public record MacdAlpha(@Nullable Direction previous) {

    /** Bars for which its insights count: the period of the fast average. */
    public static final int PERIOD = 12;

    public static MacdAlpha start() {
        return new MacdAlpha(null);
    }

    /**
     * What it says about a reading.
     *
     * @param signal the signal line divided by the close
     * @param threshold a signal on it is flat
     */
    public Optional<Direction> says(double signal, double threshold) {
        Direction direction = direction(signal, threshold);
        return direction == previous ? Optional.empty() : Optional.of(direction);
    }

    public MacdAlpha next(double signal, double threshold) {
        Direction direction = direction(signal, threshold);
        return direction == previous ? this : new MacdAlpha(direction);
    }

    private static Direction direction(double signal, double threshold) {
        if (signal > threshold) {
            return Direction.UP;
        }
        return signal < -threshold ? Direction.DOWN : Direction.FLAT;
    }
}
