package io.millrace.connectors.alpaca.feed;

import io.millrace.domain.market.Market;
import io.millrace.domain.market.Resolution;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of the market is wanted, and when to stop waiting for it.
 *
 * @param feed Alpaca's name of the feed: {@code iex}, {@code sip}; for crypto {@code us}
 * @param symbols ours ({@code BTCUSD}); gaps are filled for these, and an instant is complete with
 *     a bar of each
 * @param everySymbol whether the stream is asked for all that the server has instead
 * @param resolution of the server's bars: minutes, or hours of a simulator
 * @param sinceMillis at the very first start, bars that end after this instant are asked for;
 *     absent: only what comes from now on
 * @param quietMillis after how much silence an instant counts as complete
 * @param silenceMillis after how much silence in an open session the connection counts as dead
 * @param ends whether the feed may end: a simulator's does with its tape
 */
public record MarketFeedOptions(
        Market market,
        String feed,
        List<String> symbols,
        boolean everySymbol,
        Resolution resolution,
        @Nullable Long sinceMillis,
        long quietMillis,
        long silenceMillis,
        boolean ends)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    public MarketFeedOptions {
        symbols = List.copyOf(symbols);
        if (symbols.isEmpty()) {
            throw new IllegalArgumentException("symbols: none (expected: at least one)");
        }
        if (resolution == Resolution.DAY) {
            throw new IllegalArgumentException(
                    "resolution: 1d (expected: 1m or 1h, because a day ends with its session)");
        }
        if (quietMillis < 1 || silenceMillis < 1) {
            throw new IllegalArgumentException(
                    "quiet and silence: "
                            + quietMillis
                            + " and "
                            + silenceMillis
                            + " ms (expected: more than 0)");
        }
    }

    /** Bars from now on, with 250 ms of quiet and 90 s of silence; not expected to end. */
    public static MarketFeedOptions of(
            Market market, String feed, List<String> symbols, Resolution resolution) {
        return new MarketFeedOptions(
                market, feed, symbols, false, resolution, null, 250, 90_000, false);
    }

    /** The same, from an instant on. */
    public MarketFeedOptions since(long millis) {
        return new MarketFeedOptions(
                market,
                feed,
                symbols,
                everySymbol,
                resolution,
                millis,
                quietMillis,
                silenceMillis,
                ends);
    }

    /** The same with other patience. */
    public MarketFeedOptions waiting(long quiet, long silence) {
        return new MarketFeedOptions(
                market, feed, symbols, everySymbol, resolution, sinceMillis, quiet, silence, ends);
    }

    /** The same, over when the server says that its tape is. */
    public MarketFeedOptions untilEndOfTape() {
        return new MarketFeedOptions(
                market,
                feed,
                symbols,
                everySymbol,
                resolution,
                sinceMillis,
                quietMillis,
                silenceMillis,
                true);
    }

    boolean isCrypto() {
        return market == Market.CRYPTO;
    }

    String streamPath() {
        return (isCrypto() ? "/v1beta3/crypto/" : "/v2/") + feed;
    }

    String barsPath() {
        return isCrypto() ? "/v1beta3/crypto/" + feed + "/bars" : "/v2/stocks/bars";
    }
}
