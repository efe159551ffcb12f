package io.millrace.connectors.files.row;

import io.millrace.connectors.files.RowLayout;
import io.millrace.connectors.files.TapeFile;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Opens the lines of a tape's files: plain, gzip, or an entry of a zip. */
public final class TapeLines {

    private static final int INPUT_BYTES = 1 << 14;

    private TapeLines() {}

    /** The rows of a file, its header passed over, in the order in which they are to be read. */
    public static Lines open(TapeFile file) throws IOException {
        RowLayout layout = file.layout();
        InputStream in = stream(Path.of(file.path()), file.entry());
        return switch (layout.order()) {
            case ASCENDING -> streamed(in, layout.headerLines());
            case DESCENDING -> LoadedLines.newestFirst(in, layout.headerLines());
            case BY_SYMBOL ->
                    LoadedLines.orderedBy(
                            in, layout.headerLines(), lines -> newestOfItsSymbol(layout, lines));
        };
    }

    /** The rows of a file as they are written, its header passed over. */
    public static Lines written(Path path, @Nullable String entry, int headerLines)
            throws IOException {
        return streamed(stream(path, entry), headerLines);
    }

    /** The uncompressed bytes of a file or of an entry in a zip. */
    public static InputStream stream(Path path, @Nullable String entry) throws IOException {
        if (entry != null) {
            return zipped(path, entry);
        }
        InputStream in = new BufferedInputStream(Files.newInputStream(path), INPUT_BYTES);
        in.mark(2);
        int magic = in.read() | in.read() << 8;
        in.reset();
        return magic == GZIPInputStream.GZIP_MAGIC ? new GZIPInputStream(in, INPUT_BYTES) : in;
    }

    private static Lines streamed(InputStream in, int headerLines) throws IOException {
        StreamedLines lines = new StreamedLines(in);
        for (int i = 0; i < headerLines; i++) {
            lines.next();
        }
        return lines;
    }

    private static InputStream zipped(Path path, String entry) throws IOException {
        ZipFile zip = new ZipFile(path.toFile());
        ZipEntry found = zip.getEntry(entry);
        if (found == null) {
            zip.close();
            throw new IOException("no entry " + entry);
        }
        return new FilterInputStream(zip.getInputStream(found)) {
            @Override
            public void close() throws IOException {
                super.close();
                zip.close();
            }
        };
    }

    /**
     * The newest time that the current row's symbol has reached: a row that steps back keeps its
     * place behind the newer one, so that it is still found to be out of order.
     */
    private static LongSupplier newestOfItsSymbol(RowLayout layout, Lines lines) {
        Fields fields = new Fields(layout.delimiter());
        Symbols symbols = new Symbols(Set.of());
        Stamps stamps = new Stamps(layout);
        return new LongSupplier() {
            private long[] newest = new long[16];
            private long last = Long.MIN_VALUE;

            @Override
            public long getAsLong() {
                if (fields.cut(lines) != layout.columns()) {
                    return last;
                }
                int time = layout.time();
                long stamp = stamps.parse(fields.bytes(), fields.from(time), fields.to(time));
                int column = layout.symbol();
                int symbol = symbols.number(fields.bytes(), fields.from(column), fields.to(column));
                if (stamp == Stamps.UNREADABLE || stamp == Stamps.MIXED || symbol < 0) {
                    return last;
                }
                if (symbol >= newest.length) {
                    newest = Arrays.copyOf(newest, 2 * (symbol + 1));
                }
                newest[symbol] = Math.max(newest[symbol], stamp);
                last = newest[symbol];
                return last;
            }
        };
    }
}
