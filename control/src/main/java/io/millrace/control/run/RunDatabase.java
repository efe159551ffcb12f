package io.millrace.control.run;

import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.connectors.jdbc.DatabaseException;
import io.millrace.connectors.jdbc.Migrations;
import io.millrace.connectors.jdbc.Retention;
import io.millrace.stack.postgres.EmbeddedDatabase;
import io.millrace.stack.postgres.Placement;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The database of a run, migrated and ready to be written; closing it stops an embedded one. */
public final class RunDatabase implements AutoCloseable {

    /** Name of the folder in which an embedded database keeps its data. */
    public static final String DATA = "database";

    private final @Nullable EmbeddedDatabase embedded;
    private final DatabaseAddress address;

    private RunDatabase(@Nullable EmbeddedDatabase embedded, DatabaseAddress address) {
        this.embedded = embedded;
        this.address = address;
    }

    /**
     * Opens the chosen database, or gives null for none.
     *
     * @param retention how long a TimescaleDB keeps what is written
     * @param folder where an embedded database keeps its data
     */
    public static @Nullable RunDatabase open(
            DatabaseChoice choice, Retention retention, Path folder) {
        return switch (choice.kind()) {
            case NONE -> null;
            case URL -> migrated(null, DatabaseAddress.parse(choice.url()), retention);
            case EMBEDDED -> embedded(folder.resolve(DATA), retention);
        };
    }

    /**
     * Opens the database of a run that has written into it before. One of the user's own that does
     * not answer now is taken as it is: it was migrated then, and whoever writes to it waits.
     *
     * @param told why it does not answer
     * @throws DatabaseException where it answers and refuses, which no waiting would change
     */
    public static @Nullable RunDatabase reopen(
            DatabaseChoice choice, Retention retention, Path folder, Consumer<String> told) {
        try {
            return open(choice, retention, folder);
        } catch (DatabaseException away) {
            if (away.isMisconfigured() || choice.kind() != DatabaseChoice.Kind.URL) {
                throw away;
            }
            told.accept(String.valueOf(away.getMessage()));
            return new RunDatabase(null, DatabaseAddress.parse(choice.url()));
        }
    }

    public DatabaseAddress address() {
        return address;
    }

    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
    }

    private static RunDatabase embedded(Path data, Retention retention) {
        EmbeddedDatabase server = EmbeddedDatabase.start(Placement.in(data));
        try {
            return migrated(
                    server,
                    new DatabaseAddress(server.jdbcUrl(), server.user(), server.password()),
                    retention);
        } catch (RuntimeException failure) {
            server.close();
            throw failure;
        }
    }

    private static RunDatabase migrated(
            @Nullable EmbeddedDatabase server, DatabaseAddress address, Retention retention) {
        Migrations.apply(address, retention);
        return new RunDatabase(server, address);
    }
}
