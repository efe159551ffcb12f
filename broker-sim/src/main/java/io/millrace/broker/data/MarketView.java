package io.millrace.broker.data;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.broker.tape.MarketHistory;
import io.millrace.broker.tape.Published;
import io.millrace.broker.tape.PublishedBar;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Trade;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has been published, as the API writes it. */
final class MarketView {

    private static final Timeframe DAY = new Timeframe(1, Timeframe.Unit.DAY);

    private final MarketHistory history;
    private final MarketJson json;
    private final ZoneId zone;
    private final long barMillis;

    MarketView(MarketHistory history, AssetClass assets, ZoneId zone, long barMillis) {
        this.history = history;
        this.json = new MarketJson(assets);
        this.zone = zone;
        this.barMillis = barMillis;
    }

    /** The bars of a symbol at a timeframe; none where the tape's own bars are longer. */
    Published<ObjectNode> bars(String symbol, Timeframe timeframe, long fromMillis) {
        Published<PublishedBar> bars = history.bars(symbol);
        if (timeframe.isIntraday(barMillis)) {
            return bars.map(json::bar);
        }
        if (!timeframe.holds(barMillis)) {
            return Published.of(List.of(), none -> 0);
        }
        return BarAggregation.of(bars, timeframe, zone, fromMillis).map(json::bar);
    }

    Published<ObjectNode> trades(String symbol) {
        return history.trades(symbol).map(json::trade);
    }

    /** A quote after each trade or, on a tape of bars, at the end of each bar. */
    Published<ObjectNode> quotes(String symbol) {
        Published<Trade> trades = history.trades(symbol);
        return trades.size() > 0
                ? trades.map(trade -> json.quote(trade.atMillis(), trade.price()))
                : new ClosingQuotes(history.bars(symbol), json);
    }

    @Nullable ObjectNode latestBar(String symbol) {
        PublishedBar bar = history.latestBar(symbol);
        return bar == null ? null : json.bar(bar);
    }

    @Nullable ObjectNode latestTrade(String symbol) {
        ObjectNode trade = last(trades(symbol));
        PublishedBar bar = history.latestBar(symbol);
        return trade != null || bar == null ? trade : json.closingTrade(bar.bar());
    }

    @Nullable ObjectNode latestQuote(String symbol) {
        return last(quotes(symbol));
    }

    /** The latest of everything, or null before the first bar. */
    @Nullable ObjectNode snapshot(String symbol) {
        PublishedBar latest = history.latestBar(symbol);
        if (latest == null) {
            return null;
        }
        ObjectNode snapshot = JsonNodeFactory.instance.objectNode();
        snapshot.set("latestTrade", latestTrade(symbol));
        snapshot.set("latestQuote", latestQuote(symbol));
        snapshot.set("minuteBar", json.bar(latest));
        Published<PublishedBar> bars = history.bars(symbol);
        Bar bar = latest.bar();
        snapshot.set("dailyBar", dayOf(bars, bar));
        int before = bars.firstFrom(DAY.leftEdge(bar.startMillis(), zone)) - 1;
        snapshot.set("prevDailyBar", before < 0 ? null : dayOf(bars, bars.get(before).bar()));
        return snapshot;
    }

    private ObjectNode dayOf(Published<PublishedBar> bars, Bar within) {
        long midnight = DAY.leftEdge(within.startMillis(), zone);
        return json.bar(BarAggregation.of(bars, DAY, zone, midnight).get(0));
    }

    private static @Nullable ObjectNode last(Published<ObjectNode> series) {
        return series.size() == 0 ? null : series.get(series.size() - 1);
    }
}
