package io.millrace.broker.tape;

import io.millrace.domain.market.Bar;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The published bars of one symbol in columns, the oldest first.
 *
 * <p>One thread appends; a view is a length over the same columns, so reading copies nothing and
 * never sees a later bar.
 */
final class BarSeries {

    private static final int FIRST_CAPACITY = 256;
    private static final int VALUES = 5;

    private final String symbol;
    private long[] starts = new long[FIRST_CAPACITY];
    private int[] lengths = new int[FIRST_CAPACITY];
    private double[] values = new double[VALUES * FIRST_CAPACITY];
    private long @Nullable [] counts;
    private double @Nullable [] vwaps;
    private int size;

    BarSeries(String symbol) {
        this.symbol = symbol;
    }

    synchronized void append(Bar bar, PublishedBar.@Nullable Prints prints) {
        if (size == starts.length) {
            grow();
        }
        starts[size] = bar.startMillis();
        lengths[size] = Math.toIntExact(bar.endMillis() - bar.startMillis());
        values[VALUES * size] = bar.open();
        values[VALUES * size + 1] = bar.high();
        values[VALUES * size + 2] = bar.low();
        values[VALUES * size + 3] = bar.close();
        values[VALUES * size + 4] = bar.volume();
        if (prints != null) {
            append(prints);
        }
        size++;
    }

    /** The bars as of this moment. */
    synchronized Published<PublishedBar> view() {
        return new View(this);
    }

    private void append(PublishedBar.Prints prints) {
        if (counts == null || vwaps == null) {
            counts = new long[starts.length];
            vwaps = new double[starts.length];
        }
        counts[size] = prints.count();
        vwaps[size] = prints.vwap();
    }

    private void grow() {
        int capacity = 2 * starts.length;
        starts = Arrays.copyOf(starts, capacity);
        lengths = Arrays.copyOf(lengths, capacity);
        values = Arrays.copyOf(values, VALUES * capacity);
        if (counts != null && vwaps != null) {
            counts = Arrays.copyOf(counts, capacity);
            vwaps = Arrays.copyOf(vwaps, capacity);
        }
    }

    private static final class View implements Published<PublishedBar> {

        private final String symbol;
        private final int size;
        private final long[] starts;
        private final int[] lengths;
        private final double[] values;
        private final long @Nullable [] counts;
        private final double @Nullable [] vwaps;

        View(BarSeries series) {
            symbol = series.symbol;
            size = series.size;
            starts = series.starts;
            lengths = series.lengths;
            values = series.values;
            counts = series.counts;
            vwaps = series.vwaps;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public long atMillis(int place) {
            return starts[place];
        }

        @Override
        public PublishedBar get(int place) {
            int value = VALUES * place;
            Bar bar =
                    new Bar(
                            symbol,
                            starts[place],
                            starts[place] + lengths[place],
                            values[value],
                            values[value + 1],
                            values[value + 2],
                            values[value + 3],
                            values[value + 4]);
            return counts == null || vwaps == null || counts[place] == 0
                    ? new PublishedBar(bar, null)
                    : new PublishedBar(bar, new PublishedBar.Prints(counts[place], vwaps[place]));
        }
    }
}
