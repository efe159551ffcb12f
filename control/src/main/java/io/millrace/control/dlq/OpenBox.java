package io.millrace.control.dlq;

import io.millrace.connectors.deadletter.DeadLetterBox;
import io.millrace.connectors.deadletter.StoredLetter;
import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.control.CommandFailure;
import io.millrace.control.sql.ReachedDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** The dead letters of a database while a command looks at them. */
final class OpenBox implements AutoCloseable {

    static final int LEAST_CHARACTERS = 8;

    private final DatabaseAddress address;
    private final Connection connection;
    private final DeadLetterBox box;

    private OpenBox(DatabaseAddress address, Connection connection) {
        this.address = address;
        this.connection = connection;
        this.box = new DeadLetterBox(connection);
    }

    /** A question or change that the database may refuse. */
    @FunctionalInterface
    interface Asking<T> {
        T of(DeadLetterBox box) throws SQLException;
    }

    static OpenBox at(String url, boolean readOnly) {
        DatabaseAddress address = DatabaseAddress.parse(url);
        return new OpenBox(address, ReachedDatabase.connect(address, readOnly));
    }

    /** Asks the box, and makes what was changed stay. */
    <T> T ask(Asking<T> asking) {
        try {
            T answer = asking.of(box);
            connection.commit();
            return answer;
        } catch (SQLException refused) {
            throw CommandFailure.failed(
                    "db: "
                            + address
                            + ": "
                            + refused.getMessage()
                            + " (expected: a database with this program's tables)");
        }
    }

    /**
     * The one letter whose id begins so.
     *
     * @throws CommandFailure when it is not one
     */
    StoredLetter one(String id) {
        if (id.length() < LEAST_CHARACTERS) {
            throw CommandFailure.usage(
                    "ID: " + id + " (expected: at least its first 8 characters)");
        }
        List<StoredLetter> found = ask(letters -> letters.startingWith(id));
        if (found.size() != 1) {
            throw CommandFailure.usage(
                    found.isEmpty()
                            ? "ID: " + id + " (expected: a letter of ./millrace dlq list)"
                            : "ID: "
                                    + id
                                    + " (expected: more characters, for it is "
                                    + found.stream()
                                            .map(letter -> letter.id().toString())
                                            .collect(Collectors.joining(" or "))
                                    + ")");
        }
        return found.get(0);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException gone) {
            throw CommandFailure.failed("db: " + address + ": " + gone.getMessage());
        }
    }
}
