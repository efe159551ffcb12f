package io.millrace.control.cluster;

import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.stack.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the archive wrote into a database of its own. */
final class ArchivedRows {

    /**
     * Every table that a tape fills, and what of its rows is the same whenever it is written.
     * Position rows also tell the moment of writing.
     */
    private static final Map<String, String> TABLES =
            new TreeMap<>(
                    Map.of(
                            "market_raw_minute", "to_jsonb(t)",
                            "features_tft", "to_jsonb(t)",
                            "alpha_signals", "to_jsonb(t)",
                            "signals", "to_jsonb(t)",
                            "risk_decisions", "to_jsonb(t)",
                            "orders", "to_jsonb(t)",
                            "order_events", "to_jsonb(t)",
                            "trades", "to_jsonb(t)",
                            "account_state", "to_jsonb(t)",
                            "positions", "jsonb_build_array(symbol, quantity, average_price)"));

    private final PostgresServer postgres;
    private final String name;

    private ArchivedRows(PostgresServer postgres, String name) {
        this.postgres = postgres;
        this.name = name;
    }

    /** A new database of that name, without tables. */
    static ArchivedRows in(PostgresServer postgres, String name) throws SQLException {
        DatabaseAddress server =
                new DatabaseAddress(postgres.address(), postgres.user(), postgres.password());
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return new ArchivedRows(postgres, name);
    }

    /** As commands take it. */
    String url() {
        return "postgresql://%s:%s@%s/%s"
                .formatted(
                        postgres.user(),
                        postgres.password(),
                        postgres.address().replaceFirst(".*//([^/]+)/.*", "$1"),
                        name);
    }

    /** The rows of each table, in an order of their own. */
    Map<String, List<String>> byTable() {
        Map<String, List<String>> rows = new TreeMap<>();
        TABLES.forEach((table, row) -> rows.put(table, column(table, row)));
        return rows;
    }

    /** How many rows a table has; none while the database is away. */
    long count(String table) {
        try {
            return Long.parseLong(read("select count(*) from " + table).get(0));
        } catch (SQLException away) {
            return 0;
        }
    }

    private List<String> column(String table, String row) {
        String query = "select (" + row + ")::text from " + table + " t order by 1";
        try {
            return read(query);
        } catch (SQLException failure) {
            throw new AssertionError(query, failure);
        }
    }

    private List<String> read(String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = DatabaseAddress.parse(url()).connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
