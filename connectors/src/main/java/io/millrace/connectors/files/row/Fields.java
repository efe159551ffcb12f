package io.millrace.connectors.files.row;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The fields of one line, as ranges of bytes.
 *
 * <p>A plain line is cut where it lies. A line with a quote in it is read by the CSV library; a
 * quoted field may hold the delimiter but no line break, so one broken quote costs one row and
 * never the rest of the tape.
 */
public final class Fields {

    private static final int MOST_FIELDS = 256;
    private static final byte QUOTE = '"';

    private final byte delimiter;
    private byte[] bytes = new byte[0];
    private final int[] starts = new int[MOST_FIELDS];
    private final int[] ends = new int[MOST_FIELDS];
    private int count;

    public Fields(char delimiter) {
        this.delimiter = (byte) delimiter;
    }

    /** Cuts the current line; the answer is the number of its fields, or -1 for a broken quote. */
    public int cut(Lines lines) {
        return cut(lines.bytes(), lines.from(), lines.to());
    }

    private int cut(byte[] line, int from, int to) {
        bytes = line;
        count = 0;
        int start = from;
        for (int i = from; i < to; i++) {
            byte one = line[i];
            if (one == delimiter) {
                add(start, i);
                start = i + 1;
            } else if (one == QUOTE) {
                return cutQuoted(new String(line, from, to - from, StandardCharsets.UTF_8));
            }
        }
        add(start, to);
        return count;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int from(int field) {
        return starts[field];
    }

    public int to(int field) {
        return ends[field];
    }

    public boolean isEmpty(int field) {
        return starts[field] == ends[field];
    }

    public String text(int field) {
        return new String(
                bytes, starts[field], ends[field] - starts[field], StandardCharsets.UTF_8);
    }

    private void add(int start, int end) {
        if (count == MOST_FIELDS) {
            return;
        }
        int from = start;
        int to = end;
        while (from < to && bytes[from] == ' ') {
            from++;
        }
        while (to > from && bytes[to - 1] == ' ') {
            to--;
        }
        starts[count] = from;
        ends[count] = to;
        count++;
    }

    private int cutQuoted(String line) {
        count = 0;
        if (line.chars().filter(one -> one == QUOTE).count() % 2 != 0) {
            return -1;
        }
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder()
                        .fieldSeparator((char) delimiter)
                        .skipEmptyLines(false)
                        .ofCsvRecord(line)) {
            bytes = new byte[0];
            for (String field : reader.iterator().next().getFields()) {
                append(field.getBytes(StandardCharsets.UTF_8));
            }
            return count;
        } catch (java.io.IOException unreachable) {
            throw new java.io.UncheckedIOException(unreachable);
        }
    }

    private void append(byte[] field) {
        int start = bytes.length;
        bytes = Arrays.copyOf(bytes, start + field.length);
        System.arraycopy(field, 0, bytes, start, field.length);
        add(start, bytes.length);
    }
}
