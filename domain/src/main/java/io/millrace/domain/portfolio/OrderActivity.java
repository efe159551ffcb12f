package io.millrace.domain.portfolio;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much an account has ordered lately, as the rate limits need it.
 *
 * @param sentMillis when the entries and exits of the last minute went out, oldest first
 * @param bySymbol the symbols that were traded in this session, or so lately that a cooldown runs
 * @param runOrders entries sent by this run
 * @param runNotional what they were worth
 */
public record OrderActivity(
        List<Long> sentMillis,
        Map<String, SymbolActivity> bySymbol,
        int runOrders,
        BigDecimal runNotional) {

    private static final long MINUTE_MILLIS = 60_000;

    static OrderActivity none() {
        return new OrderActivity(List.of(), Map.of(), 0, BigDecimal.ZERO);
    }

    /** Entries and exits sent in the 60 seconds up to and including the instant. */
    public int sentInTheMinuteBefore(long atMillis) {
        int count = 0;
        for (long sent : sentMillis) {
            if (sent > atMillis - MINUTE_MILLIS) {
                count++;
            }
        }
        return count;
    }

    SymbolActivity of(String symbol) {
        return bySymbol.getOrDefault(symbol, SymbolActivity.NONE);
    }

    OrderActivity sent(long atMillis) {
        List<Long> recent = new ArrayList<>(sentMillis.size() + 1);
        for (Long sent : sentMillis) {
            if (sent > atMillis - MINUTE_MILLIS) {
                recent.add(sent);
            }
        }
        recent.add(atMillis);
        return new OrderActivity(recent, bySymbol, runOrders, runNotional);
    }

    OrderActivity entered(String symbol, long atMillis, BigDecimal quantity, BigDecimal notional) {
        return new OrderActivity(
                sentMillis,
                with(symbol, of(symbol).entered(atMillis, quantity)),
                runOrders + 1,
                runNotional.add(notional));
    }

    OrderActivity left(String symbol, long atMillis) {
        return new OrderActivity(
                sentMillis, with(symbol, of(symbol).left(atMillis)), runOrders, runNotional);
    }

    /** Forgets what no limit asks for any more, so that the state stays flat. */
    OrderActivity newDay(long atMillis, long memoryMillis) {
        Map<String, SymbolActivity> kept = new HashMap<>();
        bySymbol.forEach(
                (symbol, one) -> {
                    Long last = one.lastTradeMillis();
                    if (last != null && atMillis - last < memoryMillis) {
                        kept.put(symbol, one.newDay());
                    }
                });
        return new OrderActivity(sentMillis, kept, runOrders, runNotional);
    }

    private Map<String, SymbolActivity> with(String symbol, SymbolActivity changed) {
        Map<String, SymbolActivity> all = new HashMap<>(bySymbol);
        all.put(symbol, changed);
        return all;
    }
}
