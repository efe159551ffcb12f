package io.millrace.connectors.jdbc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.jspecify.annotations.Nullable;

/**
 * Gathers rows into batches: sent when full, at every checkpoint, and after a while in any case.
 *
 * @param <T> row
 */
final class UpsertWriter<T> implements SinkWriter<T> {

    private final Table<T> table;
    private final BatchOptions options;
    private final Delivery<T> delivery;
    private final ProcessingTimeService clock;
    private final List<T> rows;
    private @Nullable ScheduledFuture<?> alarm;

    UpsertWriter(
            Table<T> table,
            BatchOptions options,
            Delivery<T> delivery,
            ProcessingTimeService clock) {
        this.table = table;
        this.options = options;
        this.delivery = delivery;
        this.clock = clock;
        this.rows = new ArrayList<>(options.rows());
    }

    @Override
    public void write(T row, Context context) throws IOException, InterruptedException {
        rows.add(row);
        if (rows.size() >= options.rows()) {
            send();
        } else if (alarm == null) {
            long due = clock.getCurrentProcessingTime() + options.flushMillis();
            alarm = clock.registerTimer(due, this::onAlarm);
        }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        send();
    }

    @Override
    public void close() {
        if (alarm != null) {
            alarm.cancel(false);
        }
        delivery.close();
    }

    private void onAlarm(long nowMillis) throws IOException, InterruptedException {
        alarm = null;
        send();
    }

    private void send() throws IOException, InterruptedException {
        if (!rows.isEmpty()) {
            delivery.deliver(table.distinct(rows));
            rows.clear();
        }
    }
}
