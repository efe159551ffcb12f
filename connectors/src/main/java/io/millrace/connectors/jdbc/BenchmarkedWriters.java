package io.millrace.connectors.jdbc;

import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Resolution;
import java.io.Reader;
import java.io.StringReader;
import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Properties;

/** The ways of writing bars that the benchmark compares with the sink. */
final class BenchmarkedWriters {

    static final String TABLE = "market_raw_minute";
    private static final String INSERT =
            "insert into market_raw_minute values (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String UPSERT =
            INSERT
                    + " on conflict (symbol, ts, started_at, source) do update set open ="
                    + " excluded.open, high = excluded.high, low = excluded.low, close ="
                    + " excluded.close, volume = excluded.volume";
    private static final int BATCH = 1_000;
    private static final int COPY_ROWS = 10_000;

    private BenchmarkedWriters() {}

    static Table<Bar> table() {
        return MarketTables.bars("bench", Resolution.MINUTE);
    }

    /** Minute bars of 500 symbols. */
    static Bar bar(long i) {
        long start = 1_600_000_000_000L + i / 500 * 60_000;
        double open = 100 + (i * 7_919 % 10_000) / 100.0;
        return new Bar(
                "SYM" + i % 500,
                start,
                start + 60_000,
                open,
                open + 0.5,
                open - 0.5,
                open + 0.25,
                100 + i % 1_000);
    }

    /** One statement and one transaction per row. */
    static void singleRows(DatabaseAddress address, int rows) throws SQLException {
        try (Connection connection = address.connect();
                PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (int i = 0; i < rows; i++) {
                bind(statement, bar(i));
                statement.executeUpdate();
            }
        }
    }

    /** JDBC batches of upserts that the driver rewrites into statements of many rows. */
    static void rewrittenBatches(DatabaseAddress address, int rows) throws SQLException {
        Properties properties = address.properties();
        properties.setProperty("reWriteBatchedInserts", "true");
        try (Connection connection = DriverManager.getConnection(address.jdbcUrl(), properties);
                PreparedStatement statement = connection.prepareStatement(UPSERT)) {
            for (int i = 0; i < rows; i++) {
                bind(statement, bar(i));
                statement.addBatch();
                if ((i + 1) % BATCH == 0 || i + 1 == rows) {
                    statement.executeBatch();
                }
            }
        }
    }

    /** COPY in text, which is no upsert: a key that is there already ends it. */
    static void copy(DatabaseAddress address, int rows) throws SQLException {
        try (Connection connection = address.connect()) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < rows; i++) {
                append(text, bar(i));
                if ((i + 1) % COPY_ROWS == 0 || i + 1 == rows) {
                    copyIn(connection, new StringReader(text.toString()));
                    text.setLength(0);
                }
            }
        }
    }

    private static void bind(PreparedStatement statement, Bar bar) throws SQLException {
        statement.setString(1, bar.symbol());
        statement.setTimestamp(2, new Timestamp(bar.endMillis()));
        statement.setTimestamp(3, new Timestamp(bar.startMillis()));
        statement.setString(4, "bench");
        statement.setDouble(5, bar.open());
        statement.setDouble(6, bar.high());
        statement.setDouble(7, bar.low());
        statement.setDouble(8, bar.close());
        statement.setDouble(9, bar.volume());
    }

    private static void append(StringBuilder text, Bar bar) {
        text.append(bar.symbol())
                .append('\t')
                .append(new Timestamp(bar.endMillis()).toInstant())
                .append('\t')
                .append(new Timestamp(bar.startMillis()).toInstant())
                .append("\tbench\t")
                .append(bar.open())
                .append('\t')
                .append(bar.high())
                .append('\t')
                .append(bar.low())
                .append('\t')
                .append(bar.close())
                .append('\t')
                .append(bar.volume())
                .append('\n');
    }

    /**
     * The driver's own COPY call. By reflection, because naming its types makes the compiler look
     * for annotations that the driver does not bring along.
     */
    private static void copyIn(Connection connection, Reader rows) throws SQLException {
        try {
            Class<?> type = Class.forName("org.postgresql.PGConnection");
            Object copying = type.getMethod("getCopyAPI").invoke(connection.unwrap(type));
            copying.getClass()
                    .getMethod("copyIn", String.class, Reader.class)
                    .invoke(copying, "copy " + TABLE + " from stdin", rows);
        } catch (InvocationTargetException failure) {
            throw new SQLException(failure.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
