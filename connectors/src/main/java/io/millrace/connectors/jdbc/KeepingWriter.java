package io.millrace.connectors.jdbc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers rows into batches as {@link UpsertWriter} does, and keeps those that a database which is
 * away did not take: in their order, and in every checkpoint.
 *
 * @param <T> row
 */
final class KeepingWriter<T> implements StatefulSinkWriter<T, T> {

    private static final Logger LOG = LoggerFactory.getLogger(KeepingWriter.class);

    private final Table<T> table;
    private final BatchOptions options;
    private final int most;
    private final Delivery<T> delivery;
    private final ProcessingTimeService clock;
    private final List<T> rows;
    private @Nullable ScheduledFuture<?> alarm;

    /**
     * @param most rows that are kept; the one after them waits for the database
     * @param kept rows of an earlier life, which go first
     */
    KeepingWriter(
            Table<T> table,
            BatchOptions options,
            int most,
            Delivery<T> delivery,
            ProcessingTimeService clock,
            Collection<T> kept) {
        this.table = table;
        this.options = options;
        this.most = most;
        this.delivery = delivery;
        this.clock = clock;
        this.rows = new ArrayList<>(kept);
        wakeWhenDue();
    }

    @Override
    public void write(T row, Context context) throws IOException, InterruptedException {
        while (rows.size() >= most) {
            LOG.error("{}: {} rows are kept, and the stream waits", table.name(), rows.size());
            waitForOldest();
        }
        rows.add(row);
        if (rows.size() >= options.rows() && delivery.failures() == 0) {
            send();
        }
        wakeWhenDue();
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        while (endOfInput && !rows.isEmpty()) {
            waitForOldest();
        }
        if (delivery.failures() == 0) {
            send();
        }
    }

    @Override
    public List<T> snapshotState(long checkpointId) {
        return List.copyOf(rows);
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
        wakeWhenDue();
    }

    /** Writes what the database takes. */
    private void send() throws IOException, InterruptedException {
        while (!rows.isEmpty()) {
            List<T> oldest = oldest();
            if (!delivery.attempt(table.distinct(oldest))) {
                return;
            }
            oldest.clear();
        }
    }

    private void waitForOldest() throws IOException, InterruptedException {
        List<T> oldest = oldest();
        delivery.deliver(table.distinct(oldest));
        oldest.clear();
    }

    /** The next batch, as a view: clearing it takes it off. */
    private List<T> oldest() {
        return rows.subList(0, Math.min(rows.size(), options.rows()));
    }

    private void wakeWhenDue() {
        if (alarm == null && !rows.isEmpty()) {
            int failures = delivery.failures();
            long pause = failures == 0 ? options.flushMillis() : options.pauseMillis(failures);
            alarm = clock.registerTimer(clock.getCurrentProcessingTime() + pause, this::onAlarm);
        }
    }
}
