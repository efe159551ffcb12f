package io.millrace.domain.feature;

import java.util.Arrays;

/**
 * The last bar-to-bar returns of one symbol, as portfolio risk measures need them.
 *
 * <p>Successive windows share their arrays: a new return is written behind the end of the window
 * before it, where that one does not look. The last cell of {@code ends} says how far the arrays
 * are taken, so a second window made from the same one copies them first.
 *
 * @param end one past the newest return
 * @param ends the end of the bar that each return belongs to, epoch milliseconds
 * @param values simple returns, {@code close / previous close - 1}
 */
@SuppressWarnings("ArrayRecordComponent") // equality is by content, below
public record ReturnWindow(int end, long[] ends, double[] values) {

    /** How many returns are kept. */
    public static final int LENGTH = 60;

    private static final int ROOM = 4 * LENGTH;

    public static ReturnWindow empty() {
        return new ReturnWindow(0, new long[0], new double[0]);
    }

    /**
     * A window over returns, oldest first.
     *
     * @param endMillis the end of the bar that each return belongs to, ascending
     */
    public static ReturnWindow of(long[] endMillis, double[] returns) {
        return new ReturnWindow(returns.length, endMillis, returns);
    }

    /** This window with one more return, without the oldest when it was full. */
    public ReturnWindow with(long endMillis, double oneReturn) {
        boolean taken = ends.length != ROOM + 1 || end == ROOM || ends[ROOM] != end;
        if (taken) {
            return copied().with(endMillis, oneReturn);
        }
        ends[end] = endMillis;
        values[end] = oneReturn;
        ends[ROOM] = end + 1L;
        return new ReturnWindow(end + 1, ends, values);
    }

    public int size() {
        return Math.min(end, LENGTH);
    }

    /** The end of the bar that each return belongs to, oldest first. */
    public long[] endMillis() {
        return Arrays.copyOfRange(ends, end - size(), end);
    }

    /** The returns, oldest first. */
    public double[] returns() {
        return Arrays.copyOfRange(values, end - size(), end);
    }

    private ReturnWindow copied() {
        long[] freshEnds = Arrays.copyOf(endMillis(), ROOM + 1);
        freshEnds[ROOM] = size();
        return new ReturnWindow(size(), freshEnds, Arrays.copyOf(returns(), ROOM));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReturnWindow that
                && Arrays.equals(endMillis(), that.endMillis())
                && Arrays.equals(returns(), that.returns());
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(endMillis()) + Arrays.hashCode(returns());
    }

    @Override
    public String toString() {
        return Arrays.toString(returns());
    }
}
