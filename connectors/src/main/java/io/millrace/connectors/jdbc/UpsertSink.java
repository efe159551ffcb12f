package io.millrace.connectors.jdbc;

import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Writes a stream into a table so that any row may come any number of times: at-least-once delivery
 * through Flink's JDBC sink, one statement per batch.
 *
 * <p>A database that is away for a moment is waited for; one that stays away fails the task, and
 * Flink sends everything since the last checkpoint again. A row that the database will never accept
 * fails the job with the row's name.
 *
 * @param <T> row
 */
public final class UpsertSink<T> implements Sink<T> {

    private static final long serialVersionUID = 1L;

    private final Table<T> table;
    private final DatabaseAddress address;
    private final BatchOptions options;

    private UpsertSink(Table<T> table, DatabaseAddress address, BatchOptions options) {
        this.table = table;
        this.address = address;
        this.options = options;
    }

    public static <T> UpsertSink<T> into(
            Table<T> table, DatabaseAddress address, BatchOptions options) {
        return new UpsertSink<>(table, address, options);
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        Delivery<T> delivery =
                new Delivery<>(
                        table,
                        options,
                        new Line<>(table, address, context),
                        DeliveryMetrics.of(context.metricGroup(), table.name()));
        return new UpsertWriter<>(table, options, delivery, context.getProcessingTimeService());
    }
}
