package io.millrace.domain.feature;

import java.util.Arrays;

/**
 * The last bar-to-bar returns of one symbol, oldest first, as portfolio risk measures need them.
 *
 * @param endMillis the end of the bar that each return belongs to, ascending
 * @param returns simple returns, {@code close / previous close - 1}
 */
@SuppressWarnings("ArrayRecordComponent") // equality is by content, below
public record ReturnWindow(long[] endMillis, double[] returns) {

    /** How many returns are kept. */
    public static final int LENGTH = 60;

    public static ReturnWindow empty() {
        return new ReturnWindow(new long[0], new double[0]);
    }

    /** This window with one more return, without the oldest when it was full. */
    public ReturnWindow with(long end, double oneReturn) {
        int keep = Math.min(returns.length, LENGTH - 1);
        long[] ends = new long[keep + 1];
        double[] values = new double[keep + 1];
        System.arraycopy(endMillis, endMillis.length - keep, ends, 0, keep);
        System.arraycopy(returns, returns.length - keep, values, 0, keep);
        ends[keep] = end;
        values[keep] = oneReturn;
        return new ReturnWindow(ends, values);
    }

    public int size() {
        return returns.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReturnWindow that
                && Arrays.equals(endMillis, that.endMillis)
                && Arrays.equals(returns, that.returns);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(endMillis) + Arrays.hashCode(returns);
    }

    @Override
    public String toString() {
        return Arrays.toString(returns);
    }
}
