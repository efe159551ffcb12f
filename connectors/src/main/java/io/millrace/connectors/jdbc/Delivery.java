package io.millrace.connectors.jdbc;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a batch into the database: tries again what may succeed later, and takes a batch apart to
 * name the row that never will.
 *
 * @param <T> row
 */
final class Delivery<T> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final Table<T> table;
    private final BatchOptions options;
    private final Line<T> line;
    private final DeliveryMetrics metrics;
    private final Refusals<T> refusals;
    private int failures;
    private @Nullable SQLException newest;

    Delivery(
            Table<T> table,
            BatchOptions options,
            Line<T> line,
            DeliveryMetrics metrics,
            Refusals<T> refusals) {
        this.table = table;
        this.options = options;
        this.line = line;
        this.metrics = metrics;
        this.refusals = refusals;
    }

    /**
     * What becomes of rows that the database will never accept.
     *
     * @param <T> row
     */
    interface Refusals<T> extends AutoCloseable {

        /** Takes the row off the stream, or throws. */
        void take(T row, SQLException refused) throws IOException, InterruptedException;

        @Override
        default void close() {}

        /** Fails the job with the row's name. */
        static <T> Refusals<T> failing(Table<T> table) {
            return (row, refused) -> {
                throw new DatabaseException(
                        reason(table, row, refused) + "; the row is " + row, refused);
            };
        }
    }

    /** Which row was refused, why, and what was expected. */
    static <T> String reason(Table<T> table, T row, SQLException refused) {
        return table.identify(row)
                + ": "
                + SqlFailure.text(refused)
                + " (expected: a row that the table accepts)";
    }

    /**
     * Writes the rows, or throws.
     *
     * @throws IOException when the database stays away, so that Flink restarts the task
     * @throws DatabaseException when a row or the table is refused for good
     */
    void deliver(List<T> rows) throws IOException, InterruptedException {
        for (int attempt = 1; !attempt(rows); attempt++) {
            if (attempt >= options.attempts()) {
                throw new IOException(
                        table.name() + ": the database is away after " + attempt + " attempts",
                        newest);
            }
            long pause = options.pauseMillis(attempt);
            LOG.warn(
                    "{}: attempt {} of {} failed, next in {} ms",
                    table.name(),
                    attempt,
                    options.attempts(),
                    pause);
            Thread.sleep(pause);
        }
    }

    /**
     * Tries once to write the rows.
     *
     * @return false where the database is away; some of the rows may be written then
     * @throws DatabaseException when a row or the table is refused for good
     */
    boolean attempt(List<T> rows) throws IOException, InterruptedException {
        try {
            line.write(rows);
            present(rows.size());
            return true;
        } catch (IOException failure) {
            line.close();
            SQLException cause = SqlFailure.behind(failure);
            if (cause == null) {
                throw failure;
            }
            return switch (SqlFailure.of(cause)) {
                case DATA -> apart(rows, cause);
                case PERMANENT ->
                        throw new DatabaseException(
                                table.name()
                                        + ": "
                                        + SqlFailure.text(cause)
                                        + " (expected: a table that this program's migrations"
                                        + " made, and a user who may write to it)",
                                cause);
                case TRANSIENT -> away(cause);
            };
        }
    }

    /** How often the database did not take rows since it last took some. */
    int failures() {
        return failures;
    }

    @Override
    public void close() {
        line.close();
        refusals.close();
    }

    /** Every half is tried, for upserts may be repeated and the good rows lose nothing by it. */
    private boolean apart(List<T> rows, SQLException refused)
            throws IOException, InterruptedException {
        if (rows.size() == 1) {
            refusals.take(rows.get(0), refused);
            return true;
        }
        int half = rows.size() / 2;
        return attempt(rows.subList(0, half)) && attempt(rows.subList(half, rows.size()));
    }

    private void present(int written) {
        metrics.written(written);
        if (failures > 0) {
            LOG.warn("{}: the database is back after {} attempts", table.name(), failures);
            failures = 0;
        }
    }

    private boolean away(SQLException cause) {
        metrics.failed();
        if (failures == 0) {
            LOG.error(
                    "DATABASE_AWAY: rows for {} wait until it is back: {}",
                    table.name(),
                    SqlFailure.text(cause));
        }
        failures++;
        newest = cause;
        return false;
    }
}
