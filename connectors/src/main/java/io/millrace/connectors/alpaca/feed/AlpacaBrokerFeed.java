package io.millrace.connectors.alpaca.feed;

import io.millrace.connectors.alpaca.AlpacaEndpoint;
import io.millrace.connectors.alpaca.AlpacaHttp;
import io.millrace.connectors.alpaca.AlpacaKeys;
import io.millrace.connectors.alpaca.AlpacaOptions;
import io.millrace.connectors.broker.BrokerConnector;
import io.millrace.connectors.feed.Feed;
import io.millrace.connectors.feed.FeedOutput;
import io.millrace.connectors.feed.FeedSession;
import io.millrace.domain.live.AccountInput;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an account hears from its broker, in one order: reports, snapshots, time, and
 * when there is nobody to hear.
 *
 * <p>The position is the last activity whose fill was told. After a restore everything since is
 * told again; an account ignores what it has heard.
 */
public final class AlpacaBrokerFeed implements Feed<AccountInput> {

    private static final long serialVersionUID = 1L;

    private final AlpacaEndpoint endpoint;
    private final AlpacaKeys keys;
    private final AlpacaOptions patience;
    private final BrokerConnector broker;
    private final BrokerFeedOptions options;

    public AlpacaBrokerFeed(
            AlpacaEndpoint endpoint,
            AlpacaKeys keys,
            AlpacaOptions patience,
            BrokerConnector broker,
            BrokerFeedOptions options) {
        this.endpoint = endpoint;
        this.keys = keys;
        this.patience = patience;
        this.broker = broker;
        this.options = options;
    }

    @Override
    public FeedSession open(@Nullable String position, FeedOutput<AccountInput> output) {
        return new BrokerSession(
                AlpacaHttp.open(endpoint, keys, patience),
                broker.connect(),
                new ClockWatch(broker.connect(), options.realTime(), endpoint.isPaper()),
                options,
                position,
                output);
    }
}
