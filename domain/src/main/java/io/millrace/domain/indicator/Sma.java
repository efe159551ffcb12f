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

    public OptionalDouble value() {
        return window.isFull()
                ? OptionalDouble.of(sum.over(window.size()))
                : OptionalDouble.empty();
    }
}
