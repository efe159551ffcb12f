package io.millrace.domain.indicator;

import java.util.OptionalDouble;

/**
 * How many population deviations the newest value lies from the mean of its window, itself
 * included; undefined while the window does not vary.
 */
public record ZScore(Window window) {

    public static ZScore empty(int period) {
        return new ZScore(Window.empty(period));
    }

    public ZScore next(double value) {
        return new ZScore(window.plus(value));
    }

    public OptionalDouble value() {
        if (!window.isFull()) {
            return OptionalDouble.empty();
        }
        double deviation = window.deviation(window.size());
        return deviation > 0
                ? OptionalDouble.of((window.newest(0) - window.mean(window.size())) / deviation)
                : OptionalDouble.empty();
    }
}
