package io.millrace.domain.indicator;

import java.util.OptionalDouble;

/** The population standard deviation of the last one-bar returns, not annualised. */
public record Volatility(Window returns) {

    /** Volatility over up to so many returns. */
    public static Volatility empty(int longest) {
        return new Volatility(Window.empty(longest));
    }

    public Volatility next(double oneReturn) {
        return new Volatility(returns.plus(oneReturn));
    }

    /**
     * The deviation of so many returns; a tape that stands still has 0.
     *
     * @param bars at most the longest that this was made for
     */
    public OptionalDouble over(int bars) {
        return returns.count() < bars
                ? OptionalDouble.empty()
                : OptionalDouble.of(returns.deviation(bars));
    }
}
