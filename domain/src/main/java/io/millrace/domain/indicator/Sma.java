package io.millrace.domain.indicator;

import java.util.OptionalDouble;

/** The simple moving average: the mean of the last values, once there are enough of them. */
public record Sma(Window window, ExactSum sum) {

    public static Sma empty(int period) {
        return new Sma(Window.empty(period), ExactSum.zero());
    }

    public Sma next(double value) {
        ExactSum kept = window.isFull() ? sum.plus(-window.oldest()) : sum;
        return new Sma(window.plus(value), kept.plus(value));
    }

    public boolean isReady() {
        return window.isFull();
    }

    /** The mean; only to be read when {@link #isReady()}. */
    public double mean() {
        return sum.over(window.size());
    }

    public OptionalDouble value() {
        return isReady() ? OptionalDouble.of(mean()) : OptionalDouble.empty();
    }
}
