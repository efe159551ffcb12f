package io.millrace.control.run;

import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.control.CommandFailure;

/** Which database a run writes into, as the user said it: a JDBC URL, embedded, or none. */
public record DatabaseChoice(Kind kind, String url) {

    /** The ways to have a database. */
    public enum Kind {
        /** PostgreSQL from the libraries, its data beside the results. */
        EMBEDDED,
        /** The user's own. */
        URL,
        /** Files only. */
        NONE
    }

    /**
     * Reads the value of {@code --db}; whether something answers there shows when it is opened.
     *
     * @throws io.millrace.connectors.jdbc.DatabaseException when the URL cannot be read
     */
    public static DatabaseChoice parse(String text) {
        return switch (text) {
            case "embedded" -> new DatabaseChoice(Kind.EMBEDDED, "");
            case "none" -> new DatabaseChoice(Kind.NONE, "");
            default -> {
                if (!text.contains(":")) {
                    throw CommandFailure.usage(
                            "--db: "
                                    + text
                                    + " (expected: embedded, none, or a URL such as"
                                    + " postgresql://user:password@localhost:5432/millrace)");
                }
                DatabaseAddress.parse(text);
                yield new DatabaseChoice(Kind.URL, text);
            }
        };
    }
}
