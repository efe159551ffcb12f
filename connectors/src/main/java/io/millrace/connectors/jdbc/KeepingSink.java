package io.millrace.connectors.jdbc;

import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * An {@link UpsertSink} that does not hold the stream up while the database is away: rows are kept
 * in memory and in checkpoints, and written in their order when it is back. Only the end of the
 * stream waits for it, and a row that would be one too many.
 *
 * @param <T> row
 */
public final class KeepingSink<T> implements Sink<T>, SupportsWriterState<T, T> {

    private static final long serialVersionUID = 1L;

    private final UpsertSink<T> sink;
    private final int most;
    private final TypeSerializer<T> rows;

    KeepingSink(UpsertSink<T> sink, int most, TypeSerializer<T> rows) {
        this.sink = sink;
        this.most = most;
        this.rows = rows;
    }

    @Override
    public StatefulSinkWriter<T, T> createWriter(WriterInitContext context) {
        return restoreWriter(context, List.of());
    }

    @Override
    public StatefulSinkWriter<T, T> restoreWriter(WriterInitContext context, Collection<T> kept) {
        return sink.keepingWriter(context, most, kept);
    }

    @Override
    public SimpleVersionedSerializer<T> getWriterStateSerializer() {
        return new KeptRow<>(rows.duplicate());
    }
}
