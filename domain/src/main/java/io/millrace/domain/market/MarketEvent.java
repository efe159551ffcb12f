package io.millrace.domain.market;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a market data source emits: a bar, a trade, or an input that it could not read. Exactly one
 * of the three is there.
 *
 * @param source file or feed, for dead letters
 * @param position line or sequence within the source
 */
public record MarketEvent(
        String source,
        long position,
        @Nullable Bar bar,
        @Nullable Trade trade,
        @Nullable DeadLetter rejected) {

    public static MarketEvent of(String source, long position, Bar bar) {
        return new MarketEvent(source, position, bar, null, null);
    }

    public static MarketEvent of(String source, Trade trade) {
        return new MarketEvent(source, trade.sequence(), null, trade, null);
    }

    public static MarketEvent of(DeadLetter rejected) {
        return new MarketEvent(rejected.source(), rejected.line(), null, null, rejected);
    }

    /** The symbol of the bar or trade. */
    public String symbol() {
        return bar != null ? bar.symbol() : requireTrade().symbol();
    }

    /** The bar, of an event that is known to hold one. */
    public Bar requireBar() {
        return Objects.requireNonNull(bar, "the event holds no bar");
    }

    /** The trade, of an event that is known to hold one. */
    public Trade requireTrade() {
        return Objects.requireNonNull(trade, "the event holds no trade");
    }
}
