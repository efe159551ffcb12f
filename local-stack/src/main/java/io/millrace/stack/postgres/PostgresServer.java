package io.millrace.stack.postgres;

import io.millrace.stack.server.JavaCommand;
import io.millrace.stack.server.JvmServer;
import io.millrace.stack.server.Loopback;
import io.millrace.stack.server.Place;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The embedded PostgreSQL as a server of the stack, in a process of its own. */
public final class PostgresServer extends JvmServer {

    public static final String NAME = "postgres";
    public static final int STANDARD_PORT = 5433;

    private final String password;

    /** A database that is not launched yet, with the standard password. */
    public PostgresServer(Place place) {
        this(place, Placement.STANDARD_PASSWORD);
    }

    /** A database that is not launched yet. */
    public PostgresServer(Place place, String password) {
        super(NAME, place);
        this.password = password;
    }

    /** Starts one on a free port with nothing in it; ready when this returns. */
    public static PostgresServer start() {
        return start(Place.temporary());
    }

    /** Starts one there; ready when this returns. */
    public static PostgresServer start(Place place) {
        PostgresServer postgres = new PostgresServer(place);
        try {
            postgres.launch();
            postgres.awaitHealthy();
            return postgres;
        } catch (RuntimeException failure) {
            postgres.close();
            throw failure;
        }
    }

    /** JDBC address without user and password. */
    @Override
    public String address() {
        return "jdbc:postgresql://"
                + Loopback.HOST
                + ":"
                + port()
                + "/"
                + EmbeddedDatabase.DATABASE;
    }

    public String user() {
        return EmbeddedDatabase.USER;
    }

    public String password() {
        return password;
    }

    @Override
    protected JavaCommand command() {
        return new JavaCommand(
                List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1)),
                PostgresProcess.class.getName(),
                List.of(data().toString(), Integer.toString(port())),
                folder(),
                Map.of(PostgresProcess.PASSWORD, password));
    }

    @Override
    protected boolean answers() {
        Properties login = new Properties();
        login.setProperty("user", user());
        login.setProperty("password", password);
        login.setProperty("connectTimeout", "2");
        login.setProperty("socketTimeout", "2");
        try (Connection connection = DriverManager.getConnection(address(), login)) {
            return connection.isValid(2);
        } catch (SQLException silent) {
            return false;
        }
    }

    /** The database too, which has a process of its own. */
    @Override
    public void kill() {
        try {
            ProcessHandle.of(PostgresProcess.serverOf(data()))
                    .ifPresent(ProcessHandle::destroyForcibly);
        } catch (IOException neverStarted) {
            // then there is none
        }
        super.kill();
    }

    private Path data() {
        return folder().resolve("data");
    }
}
