package io.millrace.connectors.audit;

import io.millrace.connectors.csv.FileLengthSerializer;
import io.millrace.domain.audit.AuditLink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Writes chains into one file, each link once, and their heads beside it whenever a checkpoint is
 * taken and at the end. A restart cuts the file back to its checkpoint. Use it at parallelism 1.
 */
public final class AuditSink implements Sink<AuditLink>, SupportsWriterState<AuditLink, Long> {

    private static final long serialVersionUID = 1L;

    private final String file;

    /** A sink into a file, whose folder exists. */
    public AuditSink(Path file) {
        this.file = file.toString();
    }

    @Override
    public StatefulSinkWriter<AuditLink, Long> createWriter(WriterInitContext context)
            throws IOException {
        return AuditFileWriter.opened(Path.of(file), 0);
    }

    @Override
    public StatefulSinkWriter<AuditLink, Long> restoreWriter(
            WriterInitContext context, Collection<Long> lengths) throws IOException {
        return lengths.isEmpty()
                ? createWriter(context)
                : AuditFileWriter.opened(Path.of(file), lengths.iterator().next());
    }

    @Override
    public SimpleVersionedSerializer<Long> getWriterStateSerializer() {
        return new FileLengthSerializer();
    }
}
