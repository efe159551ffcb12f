package io.millrace.connectors.csv;

import java.io.IOException;
import java.util.Collection;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Writes a stream into one CSV file, each record once: a checkpoint remembers the length of the
 * file, and a restart cuts it back to that length. Use it at parallelism 1.
 *
 * @param <T> the record
 */
public final class CsvSink<T> implements Sink<T>, SupportsWriterState<T, Long> {

    private static final long serialVersionUID = 1L;

    private final String file;
    private final String header;
    private final CsvRow<T> row;

    /**
     * A sink into a file.
     *
     * @param file path of the file, whose folder exists
     * @param header column names, comma-separated
     */
    public CsvSink(String file, String header, CsvRow<T> row) {
        this.file = file;
        this.header = header;
        this.row = row;
    }

    @Override
    public StatefulSinkWriter<T, Long> createWriter(WriterInitContext context) throws IOException {
        return CsvFileWriter.started(file, header, row);
    }

    @Override
    public StatefulSinkWriter<T, Long> restoreWriter(
            WriterInitContext context, Collection<Long> lengths) throws IOException {
        return lengths.isEmpty()
                ? createWriter(context)
                : CsvFileWriter.resumed(file, lengths.iterator().next(), row);
    }

    @Override
    public SimpleVersionedSerializer<Long> getWriterStateSerializer() {
        return new FileLengthSerializer();
    }
}
