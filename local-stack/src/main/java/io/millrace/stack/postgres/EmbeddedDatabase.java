package io.millrace.stack.postgres;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * A running PostgreSQL 17 on loopback that ends with {@link #close()} or with this JVM.
 *
 * <p>The server's binaries come out of a jar and are unpacked once. Data in a directory of the
 * user's survives and is written through to disk; temporary data trades that safety for speed.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    public static final String USER = "millrace";
    public static final String DATABASE = "millrace";

    private static final String HOST = "127.0.0.1";

    private final EmbeddedPostgres server;
    private final Placement placement;

    private EmbeddedDatabase(EmbeddedPostgres server, Placement placement) {
        this.server = server;
        this.placement = placement;
    }

    /** Starts a server; takes one to two seconds, and some more to unpack the first time. */
    public static EmbeddedDatabase start(Placement placement) {
        requireSupported(System.getProperty("os.name"), System.getProperty("os.arch"));
        int port = freePort(placement.port());
        Path passwordFile = write(placement.password());
        if (placement.data() != null) {
            AbandonedLock.clear(placement.data());
        }
        try {
            EmbeddedPostgres server = builder(placement, port, passwordFile).start();
            EmbeddedDatabase database = new EmbeddedDatabase(server, placement);
            database.createOwner();
            return database;
        } catch (IOException | RuntimeException | SQLException failure) {
            throw new DatabaseUnavailable(
                    "embedded PostgreSQL: did not start on port "
                            + port
                            + place(placement)
                            + " ("
                            + failure.getMessage()
                            + "); try another --db, or --db none",
                    failure);
        } finally {
            delete(passwordFile);
        }
    }

    public int port() {
        return server.getPort();
    }

    /** JDBC address without user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + HOST + ":" + port() + "/" + DATABASE;
    }

    public String user() {
        return USER;
    }

    public String password() {
        return placement.password();
    }

    /** What to type to look inside. */
    public String psqlCommand() {
        return "psql postgresql://"
                + USER
                + ":"
                + password()
                + "@"
                + HOST
                + ":"
                + port()
                + "/"
                + DATABASE;
    }

    /** Stops the server; temporary data is deleted. Closing twice is harmless. */
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static void requireSupported(String system, String processor) {
        boolean linux = system.toLowerCase(Locale.ROOT).contains("linux");
        boolean x86 = processor.equals("amd64") || processor.equals("x86_64");
        if (!linux || !x86) {
            throw new DatabaseUnavailable(
                    "platform: "
                            + system
                            + " "
                            + processor
                            + " (expected: Linux amd64, the only one whose embedded PostgreSQL is"
                            + " packaged); give --db postgresql://user:password@host:5432/database,"
                            + " or --db none");
        }
    }

    private static EmbeddedPostgres.Builder builder(
            Placement placement, int port, Path passwordFile) {
        EmbeddedPostgres.Builder builder =
                EmbeddedPostgres.builder()
                        .setPort(port)
                        .setServerConfig("listen_addresses", HOST)
                        .setServerConfig("unix_socket_directories", "")
                        .setServerConfig("max_wal_size", "4GB")
                        // no replicas here: the least that has to be logged
                        .setServerConfig("wal_level", "minimal")
                        .setServerConfig("max_wal_senders", "0")
                        // options of initdb: the same order of texts everywhere, and no way in
                        // without password
                        .setLocaleConfig("locale", "C")
                        .setLocaleConfig("auth", "scram-sha-256")
                        .setLocaleConfig("pwfile", passwordFile.toString())
                        .setConnectConfig("password", placement.password());
        if (placement.data() == null) {
            builder.setServerConfig("full_page_writes", "off");
        } else {
            builder.setDataDirectory(placement.data().toAbsolutePath())
                    .setCleanDataDirectory(false)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on");
        }
        if (placement.binaries() != null) {
            // a resolver of its own, because unpacked binaries are remembered by resolver
            PgBinaryResolver own =
                    (system, processor) ->
                            DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, processor);
            builder.setOverrideWorkingDirectory(placement.binaries().toFile())
                    .setPgBinaryResolver(own);
        }
        return builder;
    }

    private void createOwner() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (statement
                    .executeQuery("select from pg_database where datname = '" + DATABASE + "'")
                    .next()) {
                return;
            }
            String password = placement.password().replace("'", "''");
            statement.execute(
                    "create role " + USER + " superuser login password '" + password + "'");
            statement.execute("create database " + DATABASE + " owner " + USER);
        }
    }

    private static int freePort(int wanted) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
            return probe.getLocalPort();
        } catch (IOException taken) {
            throw DatabaseUnavailable.portTaken(
                    "port: "
                            + wanted
                            + " (expected: free on "
                            + HOST
                            + ", but something listens there); stop it, choose another port, or"
                            + " give --db with the address of a database that already runs",
                    taken);
        }
    }

    private static Path write(String password) {
        try {
            Path file = Files.createTempFile("millrace", ".pw");
            // for a Ctrl-C while initdb reads it
            file.toFile().deleteOnExit();
            return Files.writeString(file, password + "\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String place(Placement placement) {
        return placement.data() == null ? "" : " in " + placement.data();
    }
}
