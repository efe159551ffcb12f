package io.millrace.control.chaos;

import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.control.run.Postmaster;
import io.millrace.stack.postgres.DatabaseUnavailable;
import io.millrace.stack.postgres.EmbeddedDatabase;
import io.millrace.stack.postgres.Placement;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** PostgreSQL, whose first process is killed; it is back when it answers a query. */
final class DatabaseVictim implements Victim, AutoCloseable {

    private static final int ATTEMPTS = 5;
    private static final int ENDING_SECONDS = 10;

    private final Path data;
    private final int port;
    private @Nullable EmbeddedDatabase server;

    DatabaseVictim(Path data, int port) {
        this.data = data;
        this.port = port;
    }

    @Override
    public void start() {
        close();
        for (int attempt = 1; ; attempt++) {
            try {
                server = EmbeddedDatabase.start(Placement.in(data).onPort(port));
                return;
            } catch (DatabaseUnavailable stillEnding) {
                // the children of a killed server hold its memory for a moment
                if (attempt == ATTEMPTS) {
                    throw stillEnding;
                }
            }
        }
    }

    @Override
    public void kill() throws IOException, InterruptedException {
        Optional<Postmaster> running = Postmaster.of(data);
        if (running.isPresent()) {
            ProcessHandle process = running.get().process();
            process.destroyForcibly();
            try {
                process.onExit().get(ENDING_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException stubborn) {
                throw new IOException("PostgreSQL survived being killed", stubborn);
            }
        }
    }

    @Override
    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    @Override
    public void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    @Override
    public boolean isAlive() {
        try {
            return Postmaster.of(data).isPresent();
        } catch (IOException unreadable) {
            return false;
        }
    }

    @Override
    public boolean isBack() {
        try (Connection connection = DatabaseAddress.parse(url()).connect();
                Statement statement = connection.createStatement()) {
            return statement.execute("select 1");
        } catch (SQLException away) {
            return false;
        }
    }

    /** Where it is, with the password. */
    String url() {
        return "postgresql://"
                + EmbeddedDatabase.USER
                + ":"
                + Placement.STANDARD_PASSWORD
                + "@127.0.0.1:"
                + port
                + "/"
                + EmbeddedDatabase.DATABASE;
    }

    @Override
    public void close() {
        EmbeddedDatabase running = server;
        server = null;
        if (running != null) {
            running.close();
        }
    }

    private void signal(String signal) throws IOException, InterruptedException {
        Optional<Postmaster> running = Postmaster.of(data);
        if (running.isPresent()) {
            ChildProcess.signal(signal, running.get().process().pid());
        }
    }
}
