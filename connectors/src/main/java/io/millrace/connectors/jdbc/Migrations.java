package io.millrace.connectors.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a database to this program's schema: every table of the storage chapter, as hypertables
 * where the server offers TimescaleDB and as plain tables of the same names where it does not.
 */
public final class Migrations {

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final int OLDEST_SERVER = 150_000;

    private Migrations() {}

    /**
     * Applies what is missing with the standard retention; see {@link #apply(DatabaseAddress,
     * Retention)}.
     */
    public static String apply(DatabaseAddress address) {
        return apply(address, Retention.standard());
    }

    /**
     * Applies what is missing; doing it again changes nothing.
     *
     * @return {@code timescale}, or {@code plain} and why
     * @throws DatabaseException when the database cannot be reached or used
     */
    public static String apply(DatabaseAddress address, Retention retention) {
        try (Connection connection = connect(address)) {
            requireServer(address, connection);
            migrate(address);
            SessionTable.fill(connection);
            String flavour = useTimescale(connection, retention);
            LOG.info("database {}: schema is up to date, {}", address, flavour);
            return flavour;
        } catch (SQLException failure) {
            throw new DatabaseException(
                    "db: "
                            + address
                            + ": "
                            + SqlFailure.text(failure)
                            + " (expected: a user who may create tables)",
                    failure);
        }
    }

    private static Connection connect(DatabaseAddress address) {
        try {
            return address.connect();
        } catch (SQLException failure) {
            throw DatabaseException.connecting(address, failure);
        }
    }

    private static void requireServer(DatabaseAddress address, Connection connection)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select current_setting('server_version_num')::int,"
                                        + " current_setting('server_version'), current_schema")) {
            row.next();
            if (row.getInt(1) < OLDEST_SERVER) {
                throw DatabaseException.misconfigured(
                        "db: "
                                + address
                                + ": PostgreSQL "
                                + row.getString(2)
                                + " (expected: 15 or later; upgrade the server)",
                        null);
            }
            if (row.getString(3) == null) {
                throw DatabaseException.misconfigured(
                        "db: "
                                + address
                                + ": no schema (expected: one that exists; create it, or"
                                + " correct currentSchema in the address)",
                        null);
            }
        }
    }

    private static void migrate(DatabaseAddress address) {
        Flyway flyway =
                Flyway.configure(Migrations.class.getClassLoader())
                        .dataSource(address.jdbcUrl(), address.user(), address.password())
                        .locations("classpath:db/migration")
                        .load();
        try {
            refuseNewer(address, flyway);
            flyway.migrate();
        } catch (FlywayException failure) {
            SQLException behind = SqlFailure.behind(failure);
            if (behind != null && SqlFailure.of(behind) == SqlFailure.TRANSIENT) {
                throw DatabaseException.connecting(address, behind);
            }
            throw DatabaseException.misconfigured(
                    "db: " + address + ": " + explained(failure), failure);
        }
    }

    private static void refuseNewer(DatabaseAddress address, Flyway flyway) {
        MigrationInfo[] all = flyway.info().all();
        MigrationInfo newest =
                Arrays.stream(all)
                        .filter(one -> one.getState() == MigrationState.FUTURE_SUCCESS)
                        .reduce((earlier, later) -> later)
                        .orElse(null);
        if (newest != null) {
            throw DatabaseException.misconfigured(
                    "db: "
                            + address
                            + ": schema version "
                            + newest.getVersion()
                            + " (expected: at most "
                            + newestKnown(all)
                            + "; a newer program made it: upgrade this one, or use another"
                            + " database)",
                    null);
        }
    }

    private static @Nullable Object newestKnown(MigrationInfo[] all) {
        return Arrays.stream(all)
                .filter(one -> one.getState() != MigrationState.FUTURE_SUCCESS)
                .reduce((earlier, later) -> later)
                .map(MigrationInfo::getVersion)
                .orElse(null);
    }

    private static String explained(FlywayException failure) {
        String message = String.valueOf(failure.getMessage()).strip();
        return message.contains("no schema history table")
                ? "holds tables that are not Millrace's (expected: an empty database or schema;"
                        + " create one, or add ?currentSchema=millrace to the address)"
                : message.replaceAll("\\s*\\R\\s*", "; ")
                        + " (expected: a schema that only this program's migrations changed)";
    }

    private static String useTimescale(Connection connection, Retention retention)
            throws SQLException {
        keep(connection, "raw", retention.raw());
        keep(connection, "record", retention.records());
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select apply_timescale()")) {
            row.next();
            return row.getString(1);
        }
    }

    private static void keep(Connection connection, String kind, Duration time)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "update retention set keep = make_interval(secs => nullif(?, 0))"
                                + " where class = ?")) {
            statement.setDouble(1, (double) time.toSeconds());
            statement.setString(2, kind);
            statement.executeUpdate();
        }
    }
}
