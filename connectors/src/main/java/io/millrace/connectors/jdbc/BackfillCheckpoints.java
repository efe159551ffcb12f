package io.millrace.connectors.jdbc;

import io.millrace.connectors.files.FilePosition;
import io.millrace.connectors.files.TapeListener;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a backfill has read each file, for people and questions: a row per file, written whenever
 * a checkpoint is safe. The job itself goes on from its own checkpoint, so a database that is away
 * for a moment costs a row and nothing else.
 *
 * @param source the backfill's name
 */
public record BackfillCheckpoints(DatabaseAddress address, String source) implements TapeListener {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(BackfillCheckpoints.class);

    @Override
    public void safe(List<FilePosition> files) {
        try (Connection connection = address.connect()) {
            table(source).write(connection, files);
        } catch (SQLException away) {
            LOG.warn("backfill_checkpoints of {} stay behind: {}", source, SqlFailure.text(away));
        }
    }

    /** What is known of the files that were begun. */
    public List<FilePosition> known() throws SQLException {
        List<FilePosition> known = new ArrayList<>();
        try (Connection connection = address.connect();
                PreparedStatement statement =
                        connection.prepareStatement(
                                "select path, rows_read, finished from backfill_checkpoints where"
                                        + " source = ? order by path")) {
            statement.setString(1, source);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    known.add(
                            new FilePosition(
                                    row.getString("path"),
                                    row.getLong("rows_read"),
                                    row.getBoolean("finished")));
                }
            }
        }
        return known;
    }

    private static Table<FilePosition> table(String source) {
        return Table.of(
                "backfill_checkpoints",
                List.of(
                        Column.text("source", file -> source),
                        Column.text("path", FilePosition::file)),
                List.of(
                        Column.whole("position", FilePosition::rows),
                        Column.whole("rows_read", FilePosition::rows),
                        Column.flag("finished", FilePosition::finished),
                        Column.time("updated_at", file -> System.currentTimeMillis())));
    }
}
