package io.millrace.broker.tape;

import io.millrace.domain.market.Trade;
import java.util.Arrays;

/** The published trades of one symbol in columns, as {@link BarSeries} keeps bars. */
final class TradeSeries {

    private static final int FIRST_CAPACITY = 256;

    private final String symbol;
    private long[] times = new long[FIRST_CAPACITY];
    private double[] prices = new double[FIRST_CAPACITY];
    private double[] sizes = new double[FIRST_CAPACITY];
    private long[] sequences = new long[FIRST_CAPACITY];
    private int size;

    TradeSeries(String symbol) {
        this.symbol = symbol;
    }

    synchronized void append(Trade trade) {
        if (size == times.length) {
            int capacity = 2 * size;
            times = Arrays.copyOf(times, capacity);
            prices = Arrays.copyOf(prices, capacity);
            sizes = Arrays.copyOf(sizes, capacity);
            sequences = Arrays.copyOf(sequences, capacity);
        }
        times[size] = trade.atMillis();
        prices[size] = trade.price();
        sizes[size] = trade.size();
        sequences[size] = trade.sequence();
        size++;
    }

    /** The trades as of this moment. */
    synchronized Published<Trade> view() {
        return new View(this);
    }

    private static final class View implements Published<Trade> {

        private final String symbol;
        private final int size;
        private final long[] times;
        private final double[] prices;
        private final double[] sizes;
        private final long[] sequences;

        View(TradeSeries series) {
            symbol = series.symbol;
            size = series.size;
            times = series.times;
            prices = series.prices;
            sizes = series.sizes;
            sequences = series.sequences;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public long atMillis(int place) {
            return times[place];
        }

        @Override
        public Trade get(int place) {
            return new Trade(symbol, times[place], prices[place], sizes[place], sequences[place]);
        }
    }
}
