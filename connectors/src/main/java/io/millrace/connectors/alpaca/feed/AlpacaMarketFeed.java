package io.millrace.connectors.alpaca.feed;

import io.millrace.connectors.alpaca.AlpacaEndpoint;
import io.millrace.connectors.alpaca.AlpacaHttp;
import io.millrace.connectors.alpaca.AlpacaKeys;
import io.millrace.connectors.alpaca.AlpacaOptions;
import io.millrace.connectors.feed.Feed;
import io.millrace.connectors.feed.FeedOutput;
import io.millrace.connectors.feed.FeedSession;
import io.millrace.domain.market.MarketEvent;
import org.jspecify.annotations.Nullable;

/**
 * Alpaca's bars, instant by instant: the bars of an instant come together, by symbol, and its
 * watermark right behind them.
 *
 * <p>The position is the last instant that was told. After every connection the bars since then are
 * asked for, so a cut, a crash or a restore shows in the time that a bar arrives, never in the
 * bars.
 */
public final class AlpacaMarketFeed implements Feed<MarketEvent> {

    private static final long serialVersionUID = 1L;

    private final AlpacaEndpoint endpoint;
    private final AlpacaKeys keys;
    private final AlpacaOptions patience;
    private final MarketFeedOptions options;

    public AlpacaMarketFeed(
            AlpacaEndpoint endpoint,
            AlpacaKeys keys,
            AlpacaOptions patience,
            MarketFeedOptions options) {
        this.endpoint = endpoint;
        this.keys = keys;
        this.patience = patience;
        this.options = options;
    }

    @Override
    public FeedSession open(@Nullable String position, FeedOutput<MarketEvent> output) {
        return new MarketSession(
                AlpacaHttp.open(endpoint, keys, patience), options, position, output);
    }
}
