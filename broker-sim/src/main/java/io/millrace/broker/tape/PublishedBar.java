package io.millrace.broker.tape;

import io.millrace.domain.market.Bar;
import org.jspecify.annotations.Nullable;

/**
 * A bar that the market has seen.
 *
 * @param prints what is known of the trades in it, or null on a tape of bars
 */
public record PublishedBar(Bar bar, @Nullable Prints prints) {

    /**
     * The trades of a bar.
     *
     * @param count how many
     * @param vwap their average price, weighted with their size
     */
    public record Prints(long count, double vwap) {}
}
