package io.millrace.connectors.jdbc;

import io.millrace.stack.postgres.EmbeddedDatabase;
import io.millrace.stack.postgres.Placement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Databases for tests: one server per JVM, an empty database per call. */
final class TestDatabase {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestDatabase() {}

    private static final class Server {
        static final EmbeddedDatabase INSTANCE = EmbeddedDatabase.start(Placement.temporary());
    }

    /** The address of a database without any table. */
    static DatabaseAddress empty() {
        String name = "test_" + COUNT.incrementAndGet();
        DatabaseAddress server = address(Server.INSTANCE);
        run(server, "create database " + name);
        return new DatabaseAddress(
                server.jdbcUrl().replaceFirst("/[^/]*$", "/" + name),
                server.user(),
                server.password());
    }

    /** The address of a database with the program's schema. */
    static DatabaseAddress migrated() {
        DatabaseAddress address = empty();
        Migrations.apply(address);
        return address;
    }

    static DatabaseAddress address(EmbeddedDatabase database) {
        return new DatabaseAddress(database.jdbcUrl(), database.user(), database.password());
    }

    static void run(DatabaseAddress address, String command) {
        try (Connection connection = address.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        } catch (SQLException failure) {
            throw new AssertionError(command, failure);
        }
    }

    /** The first column of what the query gives, as text. */
    static List<String> column(DatabaseAddress address, String query) {
        try (Connection connection = address.connect()) {
            return column(connection, query);
        } catch (SQLException failure) {
            throw new AssertionError(query, failure);
        }
    }

    static List<String> column(Connection connection, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(String.valueOf(rows.getString(1)));
            }
        }
        return values;
    }

    static String value(DatabaseAddress address, String query) {
        return column(address, query).get(0);
    }
}
