package io.millrace.domain.indicator;

import io.millrace.domain.market.Bar;
import java.util.OptionalDouble;

/**
 * Wilder's average true range. The first bar counts with its high less its low, having no close to
 * gap from.
 *
 * @param lastClose meaningless before the first bar
 */
public record Atr(WilderAverage range, double lastClose) {

    public static Atr empty(int period) {
        return new Atr(WilderAverage.empty(period), 0);
    }

    public Atr next(Bar bar) {
        double high = range.count() == 0 ? bar.high() : Math.max(bar.high(), lastClose);
        double low = range.count() == 0 ? bar.low() : Math.min(bar.low(), lastClose);
        return new Atr(range.next(high - low), bar.close());
    }

    public OptionalDouble value() {
        return range.value();
    }
}
