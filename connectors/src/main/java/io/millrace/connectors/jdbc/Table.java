package io.millrace.connectors.jdbc;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.connector.jdbc.datasource.statements.JdbcQueryStatement;
import org.jspecify.annotations.Nullable;

/**
 * A table as its writer sees it: the columns that identify a row, the columns that say something
 * about it, and the one statement that writes a batch of rows and may do so any number of times.
 *
 * <p>Each column of a batch travels as an array. A row that is there already with the same values
 * is not touched; one with other values is replaced, unless the table keeps the newest statement
 * and the row that is there is newer.
 *
 * @param <T> row
 */
public final class Table<T> implements Serializable, JdbcQueryStatement<List<T>> {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final List<Column<T>> key;
    private final List<Column<T>> facts;
    private final @Nullable String version;
    private final String query;

    private Table(
            String name, List<Column<T>> key, List<Column<T>> facts, @Nullable String version) {
        this.name = name;
        this.key = List.copyOf(key);
        this.facts = List.copyOf(facts);
        this.version = version;
        this.query = upsert();
    }

    /** A table whose rows are what the last writer says. */
    public static <T> Table<T> of(String name, List<Column<T>> key, List<Column<T>> facts) {
        return new Table<>(name, key, facts, null);
    }

    /** The same table, but a row only gives way to one whose column is not smaller. */
    public Table<T> newestBy(String column) {
        return new Table<>(name, key, facts, column);
    }

    /** The same table, written from records that have its rows as a part. */
    public <W> Table<W> within(Getter<W, T> part) {
        return new Table<>(
                name,
                key.stream().map(column -> column.within(part)).toList(),
                facts.stream().map(column -> column.within(part)).toList(),
                version);
    }

    /** The same table with another way to the column of that name. */
    public Table<T> with(Column<T> other) {
        return new Table<>(name, replaced(key, other), replaced(facts, other), version);
    }

    public String name() {
        return name;
    }

    /** Event time of the row, or 0 where the table has none. */
    long atMillis(T row) {
        return columns().stream()
                .filter(column -> column.name().equals("ts"))
                .map(column -> column.value(row))
                .map(value -> value instanceof Long at ? at : 0L)
                .findFirst()
                .orElse(0L);
    }

    /** Every column, the key's first. */
    public List<Column<T>> columns() {
        return Stream.concat(key.stream(), facts.stream()).toList();
    }

    public List<String> keyNames() {
        return key.stream().map(Column::name).toList();
    }

    /** The row's key as messages print it. */
    public String identify(T row) {
        return key.stream()
                .map(column -> column.name() + "=" + column.value(row))
                .collect(Collectors.joining(", ", name + "(", ")"));
    }

    /** Writes rows outside a job, in one statement. */
    public void write(Connection connection, List<T> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement(statement, distinct(rows));
            statement.executeUpdate();
        }
    }

    @Override
    public String query() {
        return query;
    }

    @Override
    public void statement(PreparedStatement statement, List<T> rows) throws SQLException {
        Connection connection = statement.getConnection();
        int place = 1;
        for (Column<T> column : columns()) {
            statement.setArray(
                    place++, connection.createArrayOf(column.elementType(), column.array(rows)));
        }
    }

    /**
     * The rows with one per key, the one that wins: PostgreSQL refuses a statement that would write
     * the same row twice.
     */
    List<T> distinct(List<T> rows) {
        Map<List<@Nullable Object>, T> winners = new LinkedHashMap<>(rows.size() * 2);
        for (T row : rows) {
            winners.merge(keyOf(row), row, this::winner);
        }
        return winners.size() == rows.size() ? rows : new ArrayList<>(winners.values());
    }

    private List<@Nullable Object> keyOf(T row) {
        @Nullable Object[] values = new Object[key.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = key.get(i).value(row);
        }
        return Arrays.asList(values);
    }

    private T winner(T earlier, T later) {
        return version == null || versionOf(later) >= versionOf(earlier) ? later : earlier;
    }

    private long versionOf(T row) {
        for (Column<T> column : facts) {
            if (column.name().equals(version) && column.value(row) instanceof Long value) {
                return value;
            }
        }
        throw new IllegalStateException(name + "." + version + ": not a time or whole number");
    }

    private String upsert() {
        List<Column<T>> all = columns();
        String names = joined(all, "%s");
        String update =
                facts.isEmpty()
                        ? "do nothing"
                        : "do update set "
                                + joined(facts, "%1$s = excluded.%1$s")
                                + " where "
                                + (version == null
                                        ? ""
                                        : "excluded." + version + " >= t." + version + " and ")
                                + "("
                                + joined(facts, "t.%s")
                                + ") is distinct from ("
                                + joined(facts, "excluded.%s")
                                + ")";
        return "insert into "
                + name
                + " as t ("
                + names
                + ") select "
                + all.stream()
                        .map(column -> column.expression("x." + column.name()))
                        .collect(Collectors.joining(", "))
                + " from unnest("
                + all.stream()
                        .map(column -> "?::" + column.elementType() + "[]")
                        .collect(Collectors.joining(", "))
                + ") as x ("
                + names
                + ") on conflict ("
                + joined(key, "%s")
                + ") "
                + update;
    }

    private static <T> List<Column<T>> replaced(List<Column<T>> columns, Column<T> other) {
        return columns.stream()
                .map(column -> column.name().equals(other.name()) ? other : column)
                .toList();
    }

    private static <T> String joined(List<Column<T>> columns, String format) {
        return columns.stream()
                .map(column -> format.formatted(column.name()))
                .collect(Collectors.joining(", "));
    }
}
