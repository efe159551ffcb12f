package io.millrace.broker.data;

import com.linecorp.armeria.server.ServerBuilder;
import io.millrace.broker.Routes;
import io.millrace.broker.faults.Faults;
import io.millrace.broker.stream.Credentials;
import io.millrace.broker.tape.MarketClock;
import io.millrace.broker.tape.MarketHistory;
import io.millrace.broker.tape.MarketListener;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.Trade;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole market data API of one tape. It listens to the replay itself: history first, then the
 * sockets, so that whatever a client heard it can also ask for.
 */
public final class DataRoutes implements Routes, MarketListener {

    private final MarketHistory history;
    private final List<Routes> routes = new ArrayList<>();
    private final List<FeedRoutes> feeds = new ArrayList<>();

    /**
     * What is told.
     *
     * @param barMillis the length of the tape's bars
     */
    public record Source(MarketHistory history, MarketClock clock, Market market, long barMillis) {}

    /** Who is told, within which limits, and what goes wrong. */
    public record Surroundings(
            Credentials credentials, FeedOptions options, Faults faults, InstantSource wall) {}

    /**
     * The API over a history that nobody else feeds.
     *
     * @param whenSubscribed told whenever a client has subscribed and knows it
     */
    public DataRoutes(Source source, Surroundings around, Runnable whenSubscribed) {
        history = source.history();
        ZoneId zone = source.market().calendar().zone();
        RateWindow rate = new RateWindow(around.wall(), around.options().requestsPerMinute());
        for (AssetClass assets : AssetClass.values()) {
            boolean here = (assets == AssetClass.CRYPTO) == (source.market() == Market.CRYPTO);
            MarketHistory told = here ? history : new MarketHistory();
            routes.add(
                    new HistoryRoutes(
                            assets,
                            new MarketView(told, assets, zone, source.barMillis()),
                            source.clock(),
                            source.market(),
                            around.credentials(),
                            rate));
        }
        boolean coins = source.market() == Market.CRYPTO;
        List<String> paths =
                coins
                        ? List.of("/v1beta3/crypto/us")
                        : around.options().feeds().stream().map(feed -> "/v2/" + feed).toList();
        AssetClass assets = coins ? AssetClass.CRYPTO : AssetClass.STOCKS;
        for (String path : paths) {
            feeds.add(
                    new FeedRoutes(
                            path,
                            assets,
                            new InstantMessages(assets, zone),
                            around,
                            whenSubscribed));
        }
        routes.addAll(feeds);
    }

    @Override
    public void addTo(ServerBuilder server) {
        routes.forEach(route -> route.addTo(server));
    }

    @Override
    public void onInstant(long atMillis, List<Bar> bars, List<Trade> trades) {
        history.onInstant(atMillis, bars, trades);
        feeds.forEach(feed -> feed.onInstant(atMillis, bars, trades));
    }

    @Override
    public void onEnd(long atMillis) {
        feeds.forEach(feed -> feed.onEnd(atMillis));
    }
}
