package io.millrace.control.sql;

import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.control.CommandFailure;
import io.millrace.control.run.Postmaster;
import io.millrace.control.run.RunDatabase;
import io.millrace.stack.postgres.EmbeddedDatabase;
import io.millrace.stack.postgres.Placement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The database of a finished run, up. One server at a time can hold its files: where another {@code
 * millrace sql} has them open, that one answers.
 */
final class OpenedRun implements AutoCloseable {

    private final @Nullable EmbeddedDatabase server;
    private final DatabaseAddress address;

    private OpenedRun(@Nullable EmbeddedDatabase server, DatabaseAddress address) {
        this.server = server;
        this.address = address;
    }

    /**
     * Opens the database in the folder of a run.
     *
     * @throws CommandFailure when there is none
     */
    static OpenedRun of(Path run) throws IOException {
        if (!Files.isDirectory(run)) {
            throw CommandFailure.unusableInput(
                    "--run: " + run + " (expected: the folder of a finished run)");
        }
        Path data = run.resolve(RunDatabase.DATA);
        if (!Files.isRegularFile(data.resolve("PG_VERSION"))) {
            throw CommandFailure.unusableInput(
                    "--run: "
                            + run
                            + " has no database of its own (expected: a run that was made with"
                            + " --db embedded)");
        }
        Optional<Postmaster> holder = Postmaster.of(data);
        if (holder.isPresent()) {
            return new OpenedRun(null, at(holder.get().port()));
        }
        EmbeddedDatabase started = EmbeddedDatabase.start(Placement.in(data));
        return new OpenedRun(started, at(started.port()));
    }

    DatabaseAddress address() {
        return address;
    }

    /** What to type to look inside. */
    String psqlCommand() {
        return "psql "
                + address.toString()
                        .replace("//", "//" + address.user() + ":" + address.password() + "@");
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }

    private static DatabaseAddress at(int port) {
        return new DatabaseAddress(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + EmbeddedDatabase.DATABASE,
                EmbeddedDatabase.USER,
                Placement.STANDARD_PASSWORD);
    }
}
