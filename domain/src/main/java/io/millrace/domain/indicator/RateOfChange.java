package io.millrace.domain.indicator;

import java.util.OptionalDouble;

/** The change of the close over the last bars, as a fraction of the close before them. */
public record RateOfChange(Window closes) {

    /** Changes over up to so many bars. */
    public static RateOfChange empty(int longest) {
        return new RateOfChange(Window.empty(longest + 1));
    }

    public RateOfChange next(double close) {
        return new RateOfChange(closes.plus(close));
    }

    /**
     * The change over so many bars.
     *
     * @param bars at most the longest that this was made for
     */
    public OptionalDouble over(int bars) {
        if (closes.count() <= bars) {
            return OptionalDouble.empty();
        }
        double before = closes.newest(bars);
        return before == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((closes.newest(0) - before) / before);
    }
}
