package io.millrace.control.sql;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.millrace.control.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/** How rows are printed. */
enum AnswerForm {
    /** Aligned columns, for people. */
    TABLE {
        @Override
        void print(ResultSet rows, PrintWriter out) throws SQLException {
            QueryTable.print(rows, out);
        }
    },
    /** A header and one line per row, for programs. */
    CSV {
        @Override
        void print(ResultSet rows, PrintWriter out) throws SQLException, IOException {
            ResultSetMetaData columns = rows.getMetaData();
            // left open: it is the command's own output
            CsvWriter csv =
                    CsvWriter.builder().bufferSize(0).lineDelimiter(LineDelimiter.LF).build(out);
            csv.writeRecord(labels(columns));
            List<String> cells = new ArrayList<>();
            while (rows.next()) {
                cells.clear();
                for (int column = 1; column <= columns.getColumnCount(); column++) {
                    String text = rows.getString(column);
                    cells.add(text == null ? "" : text);
                }
                csv.writeRecord(cells);
            }
            out.flush();
        }
    },
    /** An array with one object per row. */
    JSON {
        @Override
        void print(ResultSet rows, PrintWriter out) throws SQLException, IOException {
            List<String> labels = labels(rows.getMetaData());
            JsonGenerator json = MAPPER.getFactory().createGenerator(out);
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartArray();
            while (rows.next()) {
                json.writeStartObject();
                for (int column = 1; column <= labels.size(); column++) {
                    json.writeFieldName(labels.get(column - 1));
                    value(json, rows, column);
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.flush();
            out.println();
        }
    };

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What fits who reads: a table for a terminal, CSV for a pipe, JSON where it was asked for. */
    static AnswerForm fitting(boolean json) {
        if (json) {
            return JSON;
        }
        return Terminal.showsResults() ? TABLE : CSV;
    }

    abstract void print(ResultSet rows, PrintWriter out) throws SQLException, IOException;

    private static List<String> labels(ResultSetMetaData columns) throws SQLException {
        List<String> labels = new ArrayList<>();
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            labels.add(columns.getColumnLabel(column));
        }
        return labels;
    }

    private static void value(JsonGenerator json, ResultSet rows, int column)
            throws SQLException, IOException {
        String text = rows.getString(column);
        String type = rows.getMetaData().getColumnTypeName(column);
        if (text == null) {
            json.writeNull();
        } else if (type.equals("json") || type.equals("jsonb")) {
            json.writeTree(MAPPER.readTree(text));
        } else if (rows.getMetaData().getColumnType(column) == Types.BIT && type.equals("bool")) {
            json.writeBoolean(rows.getBoolean(column));
        } else if (QueryTable.isNumeric(rows.getMetaData().getColumnType(column))
                && Character.isLetter(text.charAt(text.length() - 1))) {
            // NaN and the infinities are no numbers in JSON
            json.writeString(text);
        } else if (QueryTable.isNumeric(rows.getMetaData().getColumnType(column))) {
            json.writeNumber(new BigDecimal(text));
        } else {
            json.writeString(text);
        }
    }
}
