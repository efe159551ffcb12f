package io.millrace.broker.data;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.broker.tape.PublishedBar;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Trade;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Objects;

/**
 * Bars, trades and quotes as the API writes them. A price is written so that reading it gives the
 * same double; a size that is whole is written as a whole number.
 */
final class MarketJson {

    private static final double LARGEST_WHOLE = 1L << 53;
    private static final double PENNY_STOCK = 1.0;
    private static final BigDecimal CENT = new BigDecimal("0.01");
    private static final BigDecimal HUNDREDTH_OF_A_CENT = new BigDecimal("0.0001");
    private static final int QUOTE_SIZE = 100;

    private final AssetClass assets;

    MarketJson(AssetClass assets) {
        this.assets = assets;
    }

    static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    ObjectNode bar(PublishedBar published) {
        Bar bar = published.bar();
        ObjectNode json = object().put("t", time(bar.startMillis()));
        json.put("o", bar.open());
        json.put("h", bar.high());
        json.put("l", bar.low());
        json.put("c", bar.close());
        size(json, "v", bar.volume());
        // alpaca-py takes no bar without both; like the latest trade, a tape of bars has the close
        PublishedBar.Prints prints =
                Objects.requireNonNullElse(
                        published.prints(), new PublishedBar.Prints(0, bar.close()));
        return json.put("n", prints.count()).put("vw", prints.vwap());
    }

    ObjectNode trade(Trade trade) {
        ObjectNode json = object().put("t", time(trade.atMillis()));
        json.put("p", trade.price());
        size(json, "s", trade.size());
        json.put("i", trade.sequence());
        if (assets == AssetClass.STOCKS) {
            json.put("x", "V").put("z", "C").putArray("c").add("@");
        } else {
            json.put("tks", "B");
        }
        return json;
    }

    /** The close of a bar as the trade that it was, its number and size unknown. */
    ObjectNode closingTrade(Bar bar) {
        return trade(new Trade(bar.symbol(), bar.endMillis(), bar.close(), 0, 0));
    }

    /**
     * A quote that nobody gave: one tick wide, the bid at the last price rounded down to the tick.
     */
    ObjectNode quote(long atMillis, double lastPrice) {
        BigDecimal tick = lastPrice < PENNY_STOCK ? HUNDREDTH_OF_A_CENT : CENT;
        BigDecimal bid = BigDecimal.valueOf(lastPrice).setScale(tick.scale(), RoundingMode.DOWN);
        ObjectNode json = object().put("t", time(atMillis));
        json.put("bp", bid.doubleValue()).put("bs", QUOTE_SIZE);
        json.put("ap", bid.add(tick).doubleValue()).put("as", QUOTE_SIZE);
        if (assets == AssetClass.STOCKS) {
            json.put("bx", "V").put("ax", "V").put("z", "C").putArray("c").add("R");
        }
        return json;
    }

    private static void size(ObjectNode json, String field, double size) {
        if (size == Math.rint(size) && size < LARGEST_WHOLE) {
            json.put(field, (long) size);
        } else {
            json.put(field, size);
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
