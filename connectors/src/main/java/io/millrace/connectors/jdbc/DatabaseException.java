package io.millrace.connectors.jdbc;

import java.net.UnknownHostException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A database that cannot be used: what is wrong, what was expected, and what to do next. */
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean misconfigured;

    public DatabaseException(String message) {
        this(message, null);
    }

    public DatabaseException(String message, @Nullable Throwable cause) {
        this(message, cause, false);
    }

    private DatabaseException(String message, @Nullable Throwable cause, boolean misconfigured) {
        super(message, cause);
        this.misconfigured = misconfigured;
    }

    /** One that stays until somebody changes the address, the login or the database. */
    static DatabaseException misconfigured(String message, @Nullable Throwable cause) {
        return new DatabaseException(message, cause, true);
    }

    /** Whether trying again is useless until the address, the login or the database changes. */
    public boolean isMisconfigured() {
        return misconfigured;
    }

    /** Why no connection came about, in words that name the remedy. */
    static DatabaseException connecting(DatabaseAddress address, SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        String text =
                switch (state) {
                    case "28P01", "28000" ->
                            "user and password of "
                                    + address.user()
                                    + " are refused (expected: those of the database; write"
                                    + " postgresql://user:password@host:port/database, or set"
                                    + " PGPASSWORD)";
                    case "3D000" ->
                            "no such database (expected: one that exists; create it, or correct"
                                    + " the name)";
                    default -> unreachable(failure, state);
                };
        boolean refused = state.startsWith("28") || state.equals("3D000");
        return new DatabaseException("db: " + address + ": " + text, failure, refused);
    }

    private static String unreachable(SQLException failure, String state) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return "unknown host (expected: a name that resolves; correct it, or use --db"
                        + " embedded or --db none)";
            }
        }
        if (state.startsWith("08")) {
            return "does not answer (expected: a PostgreSQL server there; start it, or use --db"
                    + " embedded or --db none)";
        }
        return SqlFailure.text(failure) + " (expected: a usable PostgreSQL 15 or later)";
    }
}
