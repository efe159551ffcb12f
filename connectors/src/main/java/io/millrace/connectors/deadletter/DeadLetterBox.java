package io.millrace.connectors.deadletter;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table of dead letters, for who reads them and sends them again. */
public final class DeadLetterBox {

    private static final String SELECT =
            "select event_id, run_id, coalesce(original_topic, source) as origin, original_topic,"
                    + " line, code, value, expectation, error_class, original_key, payload, retries,"
                    + " first_failure, last_failure, replays, last_replay from dlq_events";

    private static final String ORDER =
            " order by last_failure nulls first, run_id, source, line, event_id";

    private static final String FILTER =
            " where (?::text is null or original_topic = ? or source = ?) and (?::timestamptz is"
                    + " null or last_failure >= ?)";

    private static final String MARK =
            "update dlq_events set replays = replays + 1, first_replay = coalesce(first_replay,"
                    + " clock_timestamp()), last_replay = clock_timestamp() where event_id = ?";

    private final Connection connection;

    /** Reads and marks through the connection, which its owner commits and closes. */
    public DeadLetterBox(Connection connection) {
        this.connection = connection;
    }

    /**
     * The letters, those that failed last at the end.
     *
     * @param topic topic or file that they came from; null for all
     * @param since those that failed from then on; null for all. Rows of files have no such time
     * @param limit most letters
     */
    public List<StoredLetter> list(@Nullable String topic, @Nullable Instant since, int limit)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(SELECT + FILTER + ORDER + " limit " + limit)) {
            Timestamp from = since == null ? null : Timestamp.from(since);
            statement.setString(1, topic);
            statement.setString(2, topic);
            statement.setString(3, topic);
            statement.setTimestamp(4, from);
            statement.setTimestamp(5, from);
            return read(statement);
        }
    }

    /** The letters whose ids begin so. */
    public List<StoredLetter> startingWith(String id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        SELECT + " where event_id::text like ? || '%'" + ORDER + " limit 3")) {
            statement.setString(1, id.toLowerCase(Locale.ROOT).replaceAll("[^0-9a-f-]", "?"));
            return read(statement);
        }
    }

    public Optional<StoredLetter> find(UUID id) throws SQLException {
        return startingWith(id.toString()).stream().findFirst();
    }

    /** Counts one more replay of the letter. */
    public void markReplayed(UUID id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MARK)) {
            statement.setObject(1, id);
            statement.executeUpdate();
        }
    }

    private static List<StoredLetter> read(PreparedStatement statement) throws SQLException {
        List<StoredLetter> letters = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                letters.add(
                        new StoredLetter(
                                row.getObject("event_id", UUID.class),
                                row.getString("run_id"),
                                row.getString("origin"),
                                row.getString("original_topic"),
                                row.getLong("line"),
                                row.getString("code"),
                                row.getString("value"),
                                row.getString("expectation"),
                                row.getString("error_class"),
                                row.getBytes("original_key"),
                                row.getBytes("payload"),
                                row.getInt("retries"),
                                instant(row, "first_failure"),
                                instant(row, "last_failure"),
                                row.getInt("replays"),
                                instant(row, "last_replay")));
            }
        }
        return letters;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
