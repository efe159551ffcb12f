package io.millrace.connectors.audit;

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
public final class AuditSink
        implements Sink<AuditLink>, SupportsWriterState<AuditLink, AuditFilePlace> {

    private static final long serialVersionUID = 1L;

    private final String file;

    /** A sink into a file, whose folder exists. */
    public AuditSink(Path file) {
        this.file = file.toString();
    }

    @Override
    public StatefulSinkWriter<AuditLink, AuditFilePlace> createWriter(WriterInitContext context)
            throws IOException {
        return AuditFileWriter.opened(Path.of(file), AuditFilePlace.NEW);
    }

    @Override
    public StatefulSinkWriter<AuditLink, AuditFilePlace> restoreWriter(
            WriterInitContext context, Collection<AuditFilePlace> places) throws IOException {
        return places.isEmpty()
                ? createWriter(context)
                : AuditFileWriter.opened(Path.of(file), places.iterator().next());
    }

    @Override
    public SimpleVersionedSerializer<AuditFilePlace> getWriterStateSerializer() {
        return new AuditFilePlace.Serializer();
    }
}
