package io.millrace.control.sql;

import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.control.CommandFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The database that a command speaks to: the local stack's unless another is named. */
public final class ReachedDatabase {

    /** What {@code ./millrace up} starts. */
    public static final String LOCAL = "postgresql://millrace:millrace@127.0.0.1:5433/millrace";

    private ReachedDatabase() {}

    /**
     * Opens a connection that shows times in UTC, in a transaction.
     *
     * @throws CommandFailure when nobody answers or the login is refused
     */
    public static Connection connect(DatabaseAddress address, boolean readOnly) {
        try {
            Connection connection = address.connect();
            connection.setReadOnly(readOnly);
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("set time zone 'UTC'");
            }
            return connection;
        } catch (SQLException away) {
            throw failure(address, away);
        }
    }

    private static CommandFailure failure(DatabaseAddress address, SQLException away) {
        String state = away.getSQLState() == null ? "" : away.getSQLState();
        if (state.startsWith("28")) {
            return CommandFailure.usage(
                    "--db: "
                            + address
                            + ": user and password of "
                            + address.user()
                            + " are refused (expected: those of the database)");
        }
        if (state.equals("3D000")) {
            return CommandFailure.usage(
                    "--db: " + address + ": no such database (expected: one that exists)");
        }
        return CommandFailure.failed(
                "db: "
                        + address
                        + " does not answer (expected: a PostgreSQL server there; start one with"
                        + " ./millrace up --only postgres, or name another with --db): "
                        + away.getMessage());
    }
}
