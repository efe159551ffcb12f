package io.millrace.connectors.jdbc;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What a failed statement means for the rows that it carried. */
enum SqlFailure {
    /** It may succeed when it is tried again: connection, resources, locks, shutdown. */
    TRANSIENT,
    /** A value of one of the rows is refused. */
    DATA,
    /** No row would be accepted: the table, the user or the program is at fault. */
    PERMANENT;

    /** Judges by SQLSTATE (PostgreSQL documentation, appendix A). */
    static SqlFailure of(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null || state.length() != 5) {
            return PERMANENT;
        }
        return switch (state.substring(0, 2)) {
            case "08", "40", "53", "55", "57", "58" -> TRANSIENT;
            case "21", "22", "23", "54" -> DATA;
            default -> PERMANENT;
        };
    }

    /** The SQL exception behind another one: the server's own where there is one. */
    static @Nullable SQLException behind(Throwable failure) {
        SQLException found = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BatchUpdateException batch && batch.getNextException() != null) {
                return batch.getNextException();
            }
            if (cause instanceof SQLException sql) {
                found = sql;
            }
        }
        return found;
    }

    /** The server's message with its detail, without the statement and its values. */
    static String text(SQLException failure) {
        ServerErrorMessage server =
                failure instanceof PSQLException own ? own.getServerErrorMessage() : null;
        if (server == null) {
            return failure.getMessage() == null ? failure.toString() : failure.getMessage();
        }
        String detail = server.getDetail() == null ? "" : ", " + server.getDetail();
        return String.format(
                Locale.ROOT, "%s [%s]%s", server.getMessage(), server.getSQLState(), detail);
    }
}
