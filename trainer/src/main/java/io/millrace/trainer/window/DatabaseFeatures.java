package io.millrace.trainer.window;

import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.domain.feature.Feature;
import io.millrace.domain.feature.FeatureVector;
import io.millrace.domain.market.Bar;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The features that a run has served, read back from {@code features_tft} with their bars from
 * {@code market_raw_minute}, as far as they were known at an instant.
 */
public final class DatabaseFeatures implements FeatureRows {

    private static final int FETCHED_AT_ONCE = 5_000;
    private static final String QUERY =
            "select f.*, b.started_at, b.open, b.high, b.low, b.close, b.volume"
                    + " from features_tft f join market_raw_minute b"
                    + " on b.symbol = f.symbol and b.ts = f.ts and b.source = ?"
                    + " where f.run_id = ? and f.ts <= ? order by f.ts, f.symbol";

    private final Connection connection;
    private final PreparedStatement statement;
    private final ResultSet rows;
    private @Nullable Boolean onRow;

    private DatabaseFeatures(Connection connection, PreparedStatement statement, ResultSet rows) {
        this.connection = connection;
        this.statement = statement;
        this.rows = rows;
    }

    /**
     * Opens the rows of one run.
     *
     * @param source of the bars, which stand beside those of other tapes and feeds
     * @param knownAtMillis nothing that became known later is read
     */
    public static DatabaseFeatures open(
            DatabaseAddress address, String runId, String source, long knownAtMillis)
            throws SQLException {
        Connection connection = address.connect();
        try {
            // a cursor instead of the whole table in memory
            connection.setAutoCommit(false);
            PreparedStatement statement = connection.prepareStatement(QUERY);
            statement.setFetchSize(FETCHED_AT_ONCE);
            statement.setString(1, source);
            statement.setString(2, runId);
            statement.setTimestamp(3, new Timestamp(knownAtMillis));
            return new DatabaseFeatures(connection, statement, statement.executeQuery());
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
    }

    @Override
    public boolean hasNext() throws IOException {
        if (onRow == null) {
            try {
                onRow = rows.next();
            } catch (SQLException failed) {
                throw new IOException(failed);
            }
        }
        return onRow;
    }

    @Override
    public FeatureRow next() throws IOException {
        if (!hasNext()) {
            throw new NoSuchElementException("behind the last row");
        }
        onRow = null;
        try {
            return row();
        } catch (SQLException failed) {
            throw new IOException(failed);
        }
    }

    @Override
    public void close() throws IOException {
        try (Connection last = connection;
                PreparedStatement then = statement;
                ResultSet first = rows) {
            return;
        } catch (SQLException failed) {
            throw new IOException(failed);
        }
    }

    private FeatureRow row() throws SQLException {
        String symbol = rows.getString("symbol");
        long endMillis = rows.getTimestamp("ts").getTime();
        FeatureVector.Builder features = new FeatureVector.Builder(symbol, endMillis, 0);
        for (Feature feature : Feature.values()) {
            double value = rows.getDouble(feature.label());
            features.put(feature, !rows.wasNull(), value);
        }
        Bar bar =
                new Bar(
                        symbol,
                        rows.getTimestamp("started_at").getTime(),
                        endMillis,
                        rows.getDouble("open"),
                        rows.getDouble("high"),
                        rows.getDouble("low"),
                        rows.getDouble("close"),
                        rows.getDouble("volume"));
        return new FeatureRow(bar, features.build());
    }
}
