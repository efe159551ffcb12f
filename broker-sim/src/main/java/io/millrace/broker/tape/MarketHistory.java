package io.millrace.broker.tape;

import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Trade;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Everything that has been published, and nothing that has not: there is no looking ahead. */
public final class MarketHistory implements MarketListener {

    private final Map<String, BarSeries> bars = new ConcurrentHashMap<>();
    private final Map<String, TradeSeries> trades = new ConcurrentHashMap<>();

    @Override
    public void onInstant(long atMillis, List<Bar> ended, List<Trade> printed) {
        Map<String, PublishedBar.Prints> prints = prints(printed);
        for (Trade trade : printed) {
            trades.computeIfAbsent(trade.symbol(), TradeSeries::new).append(trade);
        }
        for (Bar bar : ended) {
            bars.computeIfAbsent(bar.symbol(), BarSeries::new)
                    .append(bar, prints.get(bar.symbol()));
        }
    }

    @Override
    public void onEnd(long atMillis) {}

    /** The symbols of which anything was published. */
    public SortedSet<String> symbols() {
        return new TreeSet<>(bars.keySet());
    }

    /** The bars of a symbol so far. */
    public Published<PublishedBar> bars(String symbol) {
        BarSeries series = bars.get(symbol);
        return series == null ? Published.of(List.of(), none -> 0) : series.view();
    }

    /** The trades of a symbol so far. */
    public Published<Trade> trades(String symbol) {
        TradeSeries series = trades.get(symbol);
        return series == null ? Published.of(List.of(), Trade::atMillis) : series.view();
    }

    /** The latest bar of a symbol, or null before the first. */
    public @Nullable PublishedBar latestBar(String symbol) {
        Published<PublishedBar> known = bars(symbol);
        return known.size() == 0 ? null : known.get(known.size() - 1);
    }

    /** What the trades of one instant say about its bars. */
    public static Map<String, PublishedBar.Prints> prints(List<Trade> trades) {
        Map<String, double[]> sums = new HashMap<>();
        for (Trade trade : trades) {
            double[] sum = sums.computeIfAbsent(trade.symbol(), none -> new double[3]);
            sum[0]++;
            sum[1] += trade.size();
            sum[2] += trade.price() * trade.size();
        }
        Map<String, PublishedBar.Prints> prints = new HashMap<>();
        sums.forEach(
                (symbol, sum) -> {
                    if (sum[1] > 0) {
                        prints.put(symbol, new PublishedBar.Prints((long) sum[0], sum[2] / sum[1]));
                    }
                });
        return prints;
    }
}
