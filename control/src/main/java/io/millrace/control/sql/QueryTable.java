package io.millrace.control.sql;

import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows as an aligned table: numbers to the right, absent values empty, and a count. The first
 * thousand rows decide on the widths, so that any number of rows can be printed.
 */
final class QueryTable {

    private static final int MEASURED = 1_000;

    private final PrintWriter out;
    private final List<String> names = new ArrayList<>();
    private final List<Boolean> numeric = new ArrayList<>();
    private final int[] widths;

    private QueryTable(ResultSetMetaData columns, PrintWriter out) throws SQLException {
        this.out = out;
        widths = new int[columns.getColumnCount()];
        for (int column = 1; column <= widths.length; column++) {
            names.add(columns.getColumnLabel(column));
            numeric.add(isNumeric(columns.getColumnType(column)));
        }
    }

    static void print(ResultSet rows, PrintWriter out) throws SQLException {
        new QueryTable(rows.getMetaData(), out).printAll(rows);
    }

    private void printAll(ResultSet rows) throws SQLException {
        List<List<String>> first = new ArrayList<>();
        while (first.size() < MEASURED && rows.next()) {
            first.add(values(rows));
        }
        measure(names);
        first.forEach(this::measure);
        line(names);
        out.println(rule());
        first.forEach(this::line);
        long count = first.size();
        while (count >= MEASURED && rows.next()) {
            line(values(rows));
            count++;
        }
        out.println(count == 1 ? "(1 row)" : "(" + count + " rows)");
    }

    private List<String> values(ResultSet rows) throws SQLException {
        List<String> values = new ArrayList<>(widths.length);
        for (int column = 1; column <= widths.length; column++) {
            String value = rows.getString(column);
            values.add(value == null ? "" : value.replaceAll("\\p{Cntrl}", " "));
        }
        return values;
    }

    private void measure(List<String> row) {
        for (int column = 0; column < widths.length; column++) {
            widths[column] = Math.max(widths[column], row.get(column).length());
        }
    }

    private void line(List<String> row) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String value = row.get(column);
            String gap = " ".repeat(Math.max(0, widths[column] - value.length()));
            text.append(column == 0 ? "" : "  ")
                    .append(numeric.get(column) ? gap + value : value + gap);
        }
        out.println(text.toString().stripTrailing());
    }

    private String rule() {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            text.append(column == 0 ? "" : "  ").append("-".repeat(widths[column]));
        }
        return text.toString();
    }

    static boolean isNumeric(int type) {
        return switch (type) {
            case Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.REAL,
                    Types.FLOAT,
                    Types.DOUBLE,
                    Types.NUMERIC,
                    Types.DECIMAL ->
                    true;
            default -> false;
        };
    }
}
