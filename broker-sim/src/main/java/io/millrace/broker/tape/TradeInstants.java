package io.millrace.broker.tape;

import io.millrace.domain.market.Bar;
import io.millrace.domain.market.BarInProgress;
import io.millrace.domain.market.MarketEvent;
import io.millrace.domain.market.Trade;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The instants of a tape of trades: the ends of the intervals in which there was trading.
 *
 * <p>An interval is over when the newest trade is later than its end by the tape's lateness, as in
 * a run; a trade that comes after that is in no bar and is not published.
 */
final class TradeInstants implements InstantBuilder {

    private static final Comparator<Trade> IN_ORDER =
            Comparator.comparingLong(Trade::atMillis).thenComparingLong(Trade::sequence);

    private final SoundBars sound;
    private final long intervalMillis;
    private final long latenessMillis;
    private final TreeMap<Long, Interval> openByEnd = new TreeMap<>();
    private long overMillis = Long.MIN_VALUE;

    TradeInstants(SoundBars sound, long intervalMillis, long latenessMillis) {
        this.sound = sound;
        this.intervalMillis = intervalMillis;
        this.latenessMillis = latenessMillis;
    }

    @Override
    public void take(MarketEvent event, long eventMillis, Consumer<TapeInstant> out) {
        Trade trade = event.requireTrade();
        overMillis = Math.max(overMillis, eventMillis - latenessMillis);
        while (!openByEnd.isEmpty() && openByEnd.firstKey() <= overMillis) {
            closeFirst(out);
        }
        long end = (Math.floorDiv(trade.atMillis(), intervalMillis) + 1) * intervalMillis;
        if (end > overMillis) {
            openByEnd.computeIfAbsent(end, none -> new Interval()).add(trade);
        }
    }

    @Override
    public void finish(Consumer<TapeInstant> out) {
        while (!openByEnd.isEmpty()) {
            closeFirst(out);
        }
    }

    private void closeFirst(Consumer<TapeInstant> out) {
        Map.Entry<Long, Interval> first = openByEnd.pollFirstEntry();
        if (first == null) {
            return;
        }
        long end = first.getKey();
        Interval interval = first.getValue();
        List<Bar> bars = new ArrayList<>();
        interval.bars.forEach(
                (symbol, soFar) -> bars.add(soFar.over(symbol, end - intervalMillis, end)));
        bars.removeIf(bar -> !sound.lets(bar));
        if (bars.isEmpty()) {
            return;
        }
        List<String> symbols = bars.stream().map(Bar::symbol).toList();
        List<Trade> trades =
                interval.trades.stream()
                        .filter(trade -> symbols.contains(trade.symbol()))
                        .sorted(IN_ORDER)
                        .toList();
        out.accept(new TapeInstant(end, List.copyOf(bars), trades));
    }

    private static final class Interval {

        private final TreeMap<String, BarInProgress> bars = new TreeMap<>();
        private final List<Trade> trades = new ArrayList<>();

        void add(Trade trade) {
            BarInProgress soFar = bars.get(trade.symbol());
            bars.put(
                    trade.symbol(),
                    soFar == null ? BarInProgress.startingWith(trade) : soFar.with(trade));
            trades.add(trade);
        }
    }
}
