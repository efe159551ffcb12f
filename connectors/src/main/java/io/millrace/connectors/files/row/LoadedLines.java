package io.millrace.connectors.files.row;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Lines of a file that is held whole, handed out in another order than they are written in.
 *
 * <p>Files that begin with the newest row, or that list one symbol after the other, are no stream
 * in the order of time; they are small enough to hold, or refused.
 */
public final class LoadedLines implements Lines {

    /** Uncompressed bytes that a file may have to be held whole. */
    public static final int MOST_BYTES = 1 << 30;

    private final byte[] bytes;
    private final int[] starts;
    private final int[] ends;
    private final long[] numbers;
    private final int[] order;
    private int turn = -1;

    private LoadedLines(byte[] bytes, Index index, int[] order) {
        this.bytes = bytes;
        this.starts = index.starts;
        this.ends = index.ends;
        this.numbers = index.numbers;
        this.order = order;
    }

    /** Every line after {@code header} lines, last one first. */
    public static LoadedLines newestFirst(InputStream in, int header) throws IOException {
        byte[] bytes = whole(in);
        Index index = index(bytes, header);
        int[] order = new int[index.count];
        for (int i = 0; i < order.length; i++) {
            order[i] = order.length - 1 - i;
        }
        return new LoadedLines(bytes, index, order);
    }

    /**
     * Every line after {@code header} lines, in the order of a key that is asked for once per line
     * while that line is current; lines of the same key stay in the order of the file.
     */
    public static LoadedLines orderedBy(InputStream in, int header, KeyOf keyOf)
            throws IOException {
        byte[] bytes = whole(in);
        Index index = index(bytes, header);
        int[] written = new int[index.count];
        Arrays.setAll(written, i -> i);
        LoadedLines lines = new LoadedLines(bytes, index, written);
        LongSupplier key = keyOf.lines(lines);
        long[] keys = new long[index.count];
        while (lines.next()) {
            keys[lines.turn] = key.getAsLong();
        }
        Integer[] sorted = new Integer[index.count];
        Arrays.setAll(sorted, i -> i);
        Arrays.sort(sorted, (a, b) -> Long.compare(keys[a], keys[b]));
        int[] order = new int[index.count];
        Arrays.setAll(order, i -> sorted[i]);
        return new LoadedLines(bytes, index, order);
    }

    /** Makes the function that tells the key of the current line. */
    @FunctionalInterface
    public interface KeyOf {
        LongSupplier lines(Lines lines);
    }

    @Override
    public boolean next() {
        turn++;
        return turn < order.length;
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public int from() {
        return starts[order[turn]];
    }

    @Override
    public int to() {
        return ends[order[turn]];
    }

    @Override
    public long number() {
        return numbers[order[turn]];
    }

    @Override
    public void close() {}

    private static byte[] whole(InputStream in) throws IOException {
        try (in) {
            byte[] bytes = in.readNBytes(MOST_BYTES);
            if (in.read() >= 0) {
                throw new IOException(
                        "more than "
                                + MOST_BYTES
                                + " bytes to be put in order (sort the rows by time)");
            }
            return bytes;
        }
    }

    private static Index index(byte[] bytes, int header) {
        Index index = new Index();
        int from = startsWithByteOrderMark(bytes) ? 3 : 0;
        long number = 0;
        int toSkip = header;
        for (int i = 0; i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] == '\n') {
                number++;
                int to = i > from && bytes[i - 1] == '\r' ? i - 1 : i;
                if (to > from && toSkip-- <= 0) {
                    index.add(from, to, number);
                }
                from = i + 1;
            }
        }
        return index;
    }

    private static boolean startsWithByteOrderMark(byte[] bytes) {
        return bytes.length >= 3
                && bytes[0] == (byte) 0xEF
                && bytes[1] == (byte) 0xBB
                && bytes[2] == (byte) 0xBF;
    }

    private static final class Index {
        private int[] starts = new int[1024];
        private int[] ends = new int[1024];
        private long[] numbers = new long[1024];
        private int count;

        private void add(int from, int to, long number) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, 2 * count);
                ends = Arrays.copyOf(ends, 2 * count);
                numbers = Arrays.copyOf(numbers, 2 * count);
            }
            starts[count] = from;
            ends[count] = to;
            numbers[count] = number;
            count++;
        }
    }
}
