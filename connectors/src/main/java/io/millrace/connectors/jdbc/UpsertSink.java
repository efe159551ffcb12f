package io.millrace.connectors.jdbc;

import java.util.Collection;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.jspecify.annotations.Nullable;

/**
 * Writes a stream into a table so that any row may come any number of times: at-least-once delivery
 * through Flink's JDBC sink, one statement per batch.
 *
 * <p>A database that is away for a moment is waited for; one that stays away fails the task, and
 * Flink sends everything since the last checkpoint again. A row that the database will never accept
 * fails the job with the row's name, or is put among the dead letters where that is asked for.
 *
 * @param <T> row
 */
public final class UpsertSink<T> implements Sink<T> {

    private static final long serialVersionUID = 1L;

    private final Table<T> table;
    private final DatabaseAddress address;
    private final BatchOptions options;
    private final @Nullable RefusedRows<T> refused;

    private UpsertSink(
            Table<T> table,
            DatabaseAddress address,
            BatchOptions options,
            @Nullable RefusedRows<T> refused) {
        this.table = table;
        this.address = address;
        this.options = options;
        this.refused = refused;
    }

    public static <T> UpsertSink<T> into(
            Table<T> table, DatabaseAddress address, BatchOptions options) {
        return new UpsertSink<>(table, address, options, null);
    }

    /**
     * The same, but a row that the database will never accept becomes a dead letter and the stream
     * goes on.
     *
     * @param source who gives the row up, as the letter names it
     */
    public UpsertSink<T> refusingInto(RunScope scope, String source) {
        return new UpsertSink<>(table, address, options, new RefusedRows<>(scope, source, table));
    }

    /**
     * The same, but a database that is away does not hold the stream up.
     *
     * @param most how many rows each writer keeps until it is back
     * @param rows writes them into checkpoints
     */
    public KeepingSink<T> keeping(int most, TypeSerializer<T> rows) {
        return new KeepingSink<>(this, most, rows);
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        Delivery<T> delivery = delivery(table, context, refusals(context));
        return new UpsertWriter<>(table, options, delivery, context.getProcessingTimeService());
    }

    StatefulSinkWriter<T, T> keepingWriter(
            WriterInitContext context, int most, Collection<T> kept) {
        Delivery<T> delivery = delivery(table, context, refusals(context));
        return new KeepingWriter<>(
                table, options, most, delivery, context.getProcessingTimeService(), kept);
    }

    private Delivery.Refusals<T> refusals(WriterInitContext context) {
        return refused == null
                ? Delivery.Refusals.failing(table)
                : refused.into(
                        delivery(
                                refused.letters(),
                                context,
                                Delivery.Refusals.failing(refused.letters())));
    }

    private <R> Delivery<R> delivery(
            Table<R> rows, WriterInitContext context, Delivery.Refusals<R> refusals) {
        return new Delivery<>(
                rows,
                options,
                new Line<>(rows, address, context),
                DeliveryMetrics.of(context.metricGroup(), rows.name()),
                refusals);
    }
}
