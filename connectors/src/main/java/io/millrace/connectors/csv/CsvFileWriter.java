package io.millrace.connectors.csv;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;

/** The writer behind a {@link CsvSink}: one open file and its length. */
final class CsvFileWriter<T> implements StatefulSinkWriter<T, Long> {

    private final LineFile file;
    private final CsvRow<T> row;
    private final CsvLine line = new CsvLine();

    private CsvFileWriter(String file, long keep, CsvRow<T> row) throws IOException {
        this.file = LineFile.open(Path.of(file), keep);
        this.row = row;
    }

    static <T> CsvFileWriter<T> started(String file, String header, CsvRow<T> row)
            throws IOException {
        CsvFileWriter<T> writer = new CsvFileWriter<>(file, 0, row);
        writer.file.append(header + "\n");
        return writer;
    }

    static <T> CsvFileWriter<T> resumed(String file, long keep, CsvRow<T> row) throws IOException {
        return new CsvFileWriter<>(file, keep, row);
    }

    @Override
    public void write(T value, Context context) throws IOException {
        row.write(value, line);
        file.append(line.take());
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
        file.flush();
    }

    @Override
    public List<Long> snapshotState(long checkpointId) throws IOException {
        file.flush();
        return List.of(file.length());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
