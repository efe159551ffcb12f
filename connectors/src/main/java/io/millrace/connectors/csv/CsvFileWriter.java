package io.millrace.connectors.csv;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;

/** The writer behind a {@link CsvSink}: one open file and its length. */
final class CsvFileWriter<T> implements StatefulSinkWriter<T, Long> {

    private static final int BUFFER_BYTES = 1 << 16;

    private final OutputStream out;
    private final CsvRow<T> row;
    private final CsvLine line = new CsvLine();
    private long length;

    private CsvFileWriter(String file, long keep, CsvRow<T> row) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        Path.of(file), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.truncate(keep);
        channel.position(keep);
        this.out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
        this.row = row;
        this.length = keep;
    }

    static <T> CsvFileWriter<T> started(String file, String header, CsvRow<T> row)
            throws IOException {
        CsvFileWriter<T> writer = new CsvFileWriter<>(file, 0, row);
        writer.append(header + "\n");
        return writer;
    }

    static <T> CsvFileWriter<T> resumed(String file, long keep, CsvRow<T> row) throws IOException {
        return new CsvFileWriter<>(file, keep, row);
    }

    @Override
    public void write(T value, Context context) throws IOException {
        row.write(value, line);
        append(line.take());
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
        out.flush();
    }

    @Override
    public List<Long> snapshotState(long checkpointId) throws IOException {
        out.flush();
        return List.of(length);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private void append(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes);
        length += bytes.length;
    }
}
