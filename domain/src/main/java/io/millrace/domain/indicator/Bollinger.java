package io.millrace.domain.indicator;

import java.util.OptionalDouble;

/**
 * Bollinger's bands: the simple average plus and minus a number of population deviations.
 *
 * @param factor how many deviations the bands lie from the middle
 * @param center the mean of the window; meaningless before it is full
 * @param deviation of the middle's window; meaningless until that is full
 */
public record Bollinger(Sma middle, double factor, double center, double deviation) {

    public static Bollinger empty(int period, double factor) {
        return new Bollinger(Sma.empty(period), factor, 0, 0);
    }

    public Bollinger next(double close) {
        Sma after = middle.next(close);
        if (!after.isReady()) {
            return new Bollinger(after, factor, 0, 0);
        }
        Window window = after.window();
        return new Bollinger(after, factor, after.mean(), window.deviation(window.size()));
    }

    public boolean isReady() {
        return middle.window().isFull();
    }

    public OptionalDouble upper() {
        return isReady() ? OptionalDouble.of(center + reach()) : OptionalDouble.empty();
    }

    public OptionalDouble lower() {
        return isReady() ? OptionalDouble.of(center - reach()) : OptionalDouble.empty();
    }

    /** The distance between the bands in percent of the middle. */
    public OptionalDouble width() {
        return isReady() && center != 0
                ? OptionalDouble.of(200 * reach() / center)
                : OptionalDouble.empty();
    }

    /**
     * Where the close lies between the lower band, 0, and the upper one, 1; undefined while the
     * bands coincide.
     */
    public OptionalDouble percentB() {
        return isReady() && deviation > 0
                ? OptionalDouble.of((middle.window().newest(0) - center + reach()) / (2 * reach()))
                : OptionalDouble.empty();
    }

    private double reach() {
        return factor * deviation;
    }
}
