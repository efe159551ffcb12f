package io.millrace.broker.tape;

import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Trade;
import java.util.List;

/** Hears the market, one instant after the other, from one thread. */
public interface MarketListener {

    /**
     * Everything that is published at one instant.
     *
     * @param atMillis market time: the end of the bars
     * @param bars the bars that end there, by symbol
     * @param trades the trades since the instant before, in order; empty on a tape of bars
     */
    void onInstant(long atMillis, List<Bar> bars, List<Trade> trades);

    /** The tape has ended; time stands still from now on. */
    void onEnd(long atMillis);
}
