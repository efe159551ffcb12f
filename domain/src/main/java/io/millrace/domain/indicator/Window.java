package io.millrace.domain.indicator;

import java.util.Arrays;

/**
 * The last values of a series, oldest first, as an immutable value that costs one write to extend.
 *
 * <p>A window and its successor share one array: the successor's value lies behind the end of the
 * window that it grew from, where the older one does not look. The array's last cell says how far
 * it is claimed. A window that is extended a second time, or that came back from a snapshot taken
 * while its successor was being written, finds the place claimed and copies itself first.
 *
 * @param size how many values the window holds when it is full
 * @param end index behind the newest value
 * @param cells room for twice the size, and the claim
 */
@SuppressWarnings("ArrayRecordComponent") // equality is by content, below
public record Window(int size, int end, double[] cells) {

    /** A window of that size without a value. */
    public static Window empty(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("size: " + size + " (expected: at least 1)");
        }
        return new Window(size, 0, new double[2 * size + 1]);
    }

    /** This window with one more value, without the oldest when it was full. */
    public Window plus(double value) {
        int room = 2 * size;
        if (end == room || cells[room] != end) {
            return copied().plus(value);
        }
        cells[end] = value;
        cells[room] = end + 1;
        return new Window(size, end + 1, cells);
    }

    private Window copied() {
        int kept = Math.min(end, size);
        double[] fresh = new double[2 * size + 1];
        System.arraycopy(cells, end - kept, fresh, 0, kept);
        fresh[2 * size] = kept;
        return new Window(size, kept, fresh);
    }

    /** How many values there are. */
    public int count() {
        return Math.min(end, size);
    }

    public boolean isFull() {
        return end >= size;
    }

    /**
     * The value so many places before the newest.
     *
     * @param back 0 for the newest; less than {@link #count()}
     */
    public double newest(int back) {
        return cells[end - 1 - back];
    }

    /** The value that leaves next; there must be one. */
    public double oldest() {
        return cells[end - count()];
    }

    /**
     * The mean of the newest values. Summed as differences from the newest one, so that the mean of
     * equal values is exactly that value.
     *
     * @param length how many values, at most {@link #count()}
     */
    public double mean(int length) {
        double newest = cells[end - 1];
        double sum = 0;
        for (int i = end - length; i < end; i++) {
            sum += cells[i] - newest;
        }
        return newest + sum / length;
    }

    /**
     * The population standard deviation of the newest values: exactly 0 when they are equal.
     *
     * <p>Two passes over the window on purpose: a rolling sum of squares keeps the rounding error
     * of every large value that ever passed through it.
     *
     * @param length how many values, at most {@link #count()}
     */
    public double deviation(int length) {
        double newest = cells[end - 1];
        double sum = 0;
        for (int i = end - length; i < end; i++) {
            sum += cells[i] - newest;
        }
        double mean = sum / length;
        double squares = 0;
        for (int i = end - length; i < end; i++) {
            double off = cells[i] - newest - mean;
            squares += off * off;
        }
        return Math.sqrt(squares / length);
    }

    /** The values, oldest first. */
    public double[] values() {
        return Arrays.copyOfRange(cells, end - count(), end);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Window that
                && size == that.size
                && Arrays.equals(values(), that.values());
    }

    @Override
    public int hashCode() {
        return 31 * size + Arrays.hashCode(values());
    }

    @Override
    public String toString() {
        return count() + "/" + size + Arrays.toString(values());
    }
}
