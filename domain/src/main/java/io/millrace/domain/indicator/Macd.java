package io.millrace.domain.indicator;

import java.util.OptionalDouble;

/** The distance of a fast from a slow average, and that distance's own average, the signal. */
public record Macd(Ema fast, Ema slow, Ema signal) {

    public static Macd empty(int fast, int slow, int signal) {
        return new Macd(Ema.empty(fast), Ema.empty(slow), Ema.empty(signal));
    }

    /** Folds in a close; the signal starts when both averages are ready. */
    public Macd next(double close) {
        Ema nextFast = fast.next(close);
        Ema nextSlow = slow.next(close);
        boolean lineIsReady = nextFast.isReady() && nextSlow.isReady();
        return new Macd(
                nextFast,
                nextSlow,
                lineIsReady ? signal.next(nextFast.average() - nextSlow.average()) : signal);
    }

    public OptionalDouble line() {
        return fast.isReady() && slow.isReady()
                ? OptionalDouble.of(fast.average() - slow.average())
                : OptionalDouble.empty();
    }

    public OptionalDouble signalLine() {
        return signal.value();
    }

    public OptionalDouble histogram() {
        return signal.isReady()
                ? OptionalDouble.of(fast.average() - slow.average() - signal.average())
                : OptionalDouble.empty();
    }
}
