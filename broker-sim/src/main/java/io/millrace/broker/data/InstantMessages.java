package io.millrace.broker.data;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.broker.tape.MarketHistory;
import io.millrace.broker.tape.PublishedBar;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Trade;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes what happened at an instant, once for all clients of a feed. */
final class InstantMessages {

    private static final Timeframe DAY = new Timeframe(1, Timeframe.Unit.DAY);

    /** Lies in the next day, whether the clocks change or not. */
    private static final long LONGER_THAN_A_DAY = 36 * 3_600_000L;

    private final AssetClass assets;
    private final MarketJson json;
    private final ZoneId zone;
    private final Map<String, PublishedBar> days = new HashMap<>();

    /** The day of the newest bars. */
    private long midnight;

    private long nextMidnight;

    InstantMessages(AssetClass assets, ZoneId zone) {
        this.assets = assets;
        this.json = new MarketJson(assets);
        this.zone = zone;
    }

    /** One message and whom it concerns. */
    record Addressed(FeedChannel channel, String symbol, ObjectNode message) {}

    /**
     * The messages of one instant.
     *
     * @param prints trades and the quotes that follow from them, in order
     * @param bars everything that ended there
     */
    record Batch(List<Addressed> prints, List<Addressed> bars) {}

    Batch of(List<Bar> bars, List<Trade> trades) {
        List<Addressed> prints = new ArrayList<>();
        for (Trade trade : trades) {
            String symbol = assets.named(trade.symbol());
            prints.add(addressed(FeedChannel.TRADES, "t", symbol, json.trade(trade)));
            ObjectNode quote = json.quote(trade.atMillis(), trade.price());
            prints.add(addressed(FeedChannel.QUOTES, "q", symbol, quote));
        }
        Map<String, PublishedBar.Prints> known = MarketHistory.prints(trades);
        List<Addressed> ended = new ArrayList<>();
        List<Addressed> daily = new ArrayList<>();
        for (Bar bar : bars) {
            String symbol = assets.named(bar.symbol());
            PublishedBar published = new PublishedBar(bar, known.get(bar.symbol()));
            if (trades.isEmpty()) {
                ObjectNode quote = json.quote(bar.endMillis(), bar.close());
                ended.add(addressed(FeedChannel.QUOTES, "q", symbol, quote));
            }
            ended.add(addressed(FeedChannel.BARS, "b", symbol, json.bar(published)));
            PublishedBar day = dayWith(published);
            days.put(bar.symbol(), day);
            daily.add(addressed(FeedChannel.DAILY_BARS, "d", symbol, json.bar(day)));
        }
        ended.addAll(daily);
        return new Batch(prints, ended);
    }

    /**
     * Takes an instant of which nobody is told. A simulator that starts again passes over all that
     * it missed, and writing it down would take longer than everything else.
     */
    void passOver(List<Bar> bars, List<Trade> trades) {
        Map<String, PublishedBar.Prints> known = MarketHistory.prints(trades);
        for (Bar bar : bars) {
            days.put(bar.symbol(), dayWith(new PublishedBar(bar, known.get(bar.symbol()))));
        }
    }

    private PublishedBar dayWith(PublishedBar bar) {
        turnTo(bar.bar().startMillis());
        PublishedBar soFar = days.get(bar.bar().symbol());
        return soFar == null || soFar.bar().startMillis() != midnight
                ? BarAggregation.from(midnight, bar)
                : BarAggregation.joined(soFar, bar);
    }

    private void turnTo(long atMillis) {
        if (atMillis < midnight || atMillis >= nextMidnight) {
            midnight = DAY.leftEdge(atMillis, zone);
            nextMidnight = DAY.leftEdge(midnight + LONGER_THAN_A_DAY, zone);
        }
    }

    private static Addressed addressed(
            FeedChannel channel, String type, String symbol, ObjectNode fields) {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("T", type).put("S", symbol);
        return new Addressed(channel, symbol, message.setAll(fields));
    }
}
