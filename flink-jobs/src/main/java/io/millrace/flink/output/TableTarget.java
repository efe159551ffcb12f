package io.millrace.flink.output;

import io.millrace.connectors.jdbc.BatchOptions;
import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.connectors.jdbc.RunScope;
import io.millrace.connectors.jdbc.Table;
import io.millrace.connectors.jdbc.UpsertSink;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;

/**
 * Where the rows of a run go.
 *
 * @param scope what they stand under
 * @param kept rows that each writer keeps while the database is away, so that what makes them goes
 *     on; 0 to wait for it
 */
public record TableTarget(DatabaseAddress address, RunScope scope, BatchOptions batches, int kept) {

    /** Writes a stream into its table, which exists. */
    public <T> void write(DataStream<T> rows, Table<T> table) {
        String name = "table-" + table.name();
        UpsertSink<T> waiting = UpsertSink.into(table, address, batches);
        DataStreamSink<T> sink =
                kept == 0
                        ? rows.sinkTo(waiting)
                        // a connection that takes long to fail holds up a thread of its own
                        : rows.sinkTo(waiting.keeping(kept, serializer(rows))).disableChaining();
        sink.name(name).uid(name).setParallelism(rows.getParallelism());
    }

    private static <T> TypeSerializer<T> serializer(DataStream<T> rows) {
        return rows.getType().createSerializer(rows.getExecutionConfig().getSerializerConfig());
    }
}
