package io.millrace.domain.market;

/**
 * The trades of one interval so far, in whatever order they arrive: open and close belong to the
 * earliest and latest trade, not to the first and last to be read.
 *
 * @param firstMillis time of the earliest trade
 * @param firstSequence place of the earliest trade on its tape, which decides among equal times
 */
public record BarInProgress(
        long firstMillis,
        long firstSequence,
        long lastMillis,
        long lastSequence,
        double open,
        double high,
        double low,
        double close,
        double volume) {

    /** Coins are divisible to eight places; sums are rounded back to them. */
    private static final double VOLUME_PLACES = 1e8;

    public static BarInProgress startingWith(Trade trade) {
        return new BarInProgress(
                trade.atMillis(),
                trade.sequence(),
                trade.atMillis(),
                trade.sequence(),
                trade.price(),
                trade.price(),
                trade.price(),
                trade.price(),
                trade.size());
    }

    public BarInProgress with(Trade trade) {
        boolean earlier = precedes(trade.atMillis(), trade.sequence(), firstMillis, firstSequence);
        boolean later = precedes(lastMillis, lastSequence, trade.atMillis(), trade.sequence());
        return new BarInProgress(
                earlier ? trade.atMillis() : firstMillis,
                earlier ? trade.sequence() : firstSequence,
                later ? trade.atMillis() : lastMillis,
                later ? trade.sequence() : lastSequence,
                earlier ? trade.price() : open,
                Math.max(high, trade.price()),
                Math.min(low, trade.price()),
                later ? trade.price() : close,
                volume + trade.size());
    }

    /** The bar, when the interval is over. */
    public Bar over(String symbol, long startMillis, long endMillis) {
        double printedVolume = Math.rint(volume * VOLUME_PLACES) / VOLUME_PLACES;
        return new Bar(symbol, startMillis, endMillis, open, high, low, close, printedVolume);
    }

    private static boolean precedes(long at, long sequence, long thanAt, long thanSequence) {
        return at < thanAt || (at == thanAt && sequence < thanSequence);
    }
}
