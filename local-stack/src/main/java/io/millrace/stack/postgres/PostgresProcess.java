package io.millrace.stack.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The process that holds an embedded database: it ends when the database does, and the database
 * ends when it does, by a kill -9 too.
 *
 * <p>PostgreSQL detaches itself from who starts it. So a shell waits for the end of a pipe that
 * only this process holds, and then asks the server to stop at once.
 */
public final class PostgresProcess {

    /** Name of the environment variable with the password: arguments can be read by everyone. */
    static final String PASSWORD = "MILLRACE_POSTGRES_PASSWORD";

    private static final int DATABASE_ENDED = 1;

    private PostgresProcess() {}

    /** Serves the data in the folder of the first argument on the port of the second. */
    public static void main(String[] arguments) throws IOException {
        Path data = Path.of(arguments[0]);
        Placement placement =
                Placement.in(data)
                        .onPort(Integer.parseInt(arguments[1]))
                        .withPassword(
                                System.getenv()
                                        .getOrDefault(PASSWORD, Placement.STANDARD_PASSWORD));
        try (EmbeddedDatabase database = EmbeddedDatabase.start(placement)) {
            long server = serverOf(data);
            Process watch =
                    new ProcessBuilder("sh", "-c", "read nothing; kill -QUIT " + server)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            System.out.println("ready " + database.jdbcUrl() + ", watched by " + watch.pid());
            ProcessHandle.of(server).ifPresent(handle -> handle.onExit().join());
            System.out.println("the server " + server + " has ended");
            Runtime.getRuntime().halt(DATABASE_ENDED);
        }
    }

    /** The process that holds the data directory, as its own lock file tells. */
    static long serverOf(Path data) throws IOException {
        return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
    }
}
