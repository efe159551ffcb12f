package io.millrace.connectors.files.row;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Lines read through one small buffer, so that a file of any length takes the same memory.
 *
 * <p>A line longer than {@link #LONGEST_LINE} is no row of market data: its head is handed out, to
 * be refused as a row, and its rest is passed over, so that no file can exhaust the memory.
 */
public final class StreamedLines implements Lines {

    /** Bytes of a line that are looked at. */
    public static final int LONGEST_LINE = 1 << 16;

    private static final int INITIAL_BYTES = 1 << 15;

    private final InputStream in;
    private byte[] buffer = new byte[INITIAL_BYTES];
    private int filled;
    private int position;
    private int from;
    private int to;
    private long number;
    private boolean ended;

    public StreamedLines(InputStream in) {
        this.in = in;
    }

    @Override
    public boolean next() throws IOException {
        do {
            if (!advance()) {
                return false;
            }
        } while (from == to);
        return true;
    }

    @Override
    public byte[] bytes() {
        return buffer;
    }

    @Override
    public int from() {
        return from;
    }

    @Override
    public int to() {
        return to;
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean advance() throws IOException {
        int scan = position;
        while (true) {
            int end = newline(scan, filled);
            if (end >= 0) {
                mark(end);
                position = end + 1;
                return true;
            }
            scan = filled;
            if (filled - position >= LONGEST_LINE) {
                mark(position + LONGEST_LINE);
                passOverTheRest();
                return true;
            }
            int shift = position;
            if (!fill()) {
                return lastLine();
            }
            scan -= shift - position;
        }
    }

    private boolean lastLine() {
        if (position == filled) {
            return false;
        }
        mark(filled);
        position = filled;
        return true;
    }

    private void mark(int end) {
        number++;
        from = position;
        to = end;
        if (number == 1 && startsWithByteOrderMark()) {
            from += 3;
        }
        if (to > from && buffer[to - 1] == '\r') {
            to--;
        }
    }

    private boolean startsWithByteOrderMark() {
        return to - from >= 3
                && buffer[from] == (byte) 0xEF
                && buffer[from + 1] == (byte) 0xBB
                && buffer[from + 2] == (byte) 0xBF;
    }

    private int newline(int start, int end) {
        byte[] bytes = buffer;
        for (int i = start; i < end; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Reads on, with the unread part moved to the front; false at the end of the file. */
    private boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        if (position > 0) {
            System.arraycopy(buffer, position, buffer, 0, filled - position);
            filled -= position;
            position = 0;
        }
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(2 * buffer.length, 2 * LONGEST_LINE));
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        ended = read < 0;
        filled += Math.max(0, read);
        return !ended;
    }

    /** Skips to the next line, with the marked one moved to where nothing overwrites it. */
    private void passOverTheRest() throws IOException {
        int end = newline(to, filled);
        if (end < 0) {
            buffer = Arrays.copyOf(Arrays.copyOfRange(buffer, from, to), 2 * LONGEST_LINE);
            to -= from;
            from = 0;
        }
        while (end < 0 && !ended) {
            int read = in.read(buffer, to, buffer.length - to);
            ended = read < 0;
            filled = to + Math.max(0, read);
            end = newline(to, filled);
        }
        position = end < 0 ? filled : end + 1;
    }
}
