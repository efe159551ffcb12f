package io.millrace.broker.tape;

import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Trade;
import java.util.ArrayList;
import java.util.List;

/** Remembers what was published. */
final class Recording implements MarketListener {

    final List<Long> instants = new ArrayList<>();
    final List<Bar> bars = new ArrayList<>();
    final List<Trade> trades = new ArrayList<>();

    @Override
    public synchronized void onInstant(long atMillis, List<Bar> ended, List<Trade> printed) {
        instants.add(atMillis);
        bars.addAll(ended);
        trades.addAll(printed);
    }

    @Override
    public void onEnd(long atMillis) {}

    synchronized int published() {
        return instants.size();
    }
}
