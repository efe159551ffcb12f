package io.millrace.testkit.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotModifiedException;
import io.millrace.stack.postgres.EmbeddedDatabase;
import io.millrace.stack.postgres.Placement;
import io.millrace.stack.server.HttpAnswer;
import io.millrace.stack.server.Loopback;
import io.millrace.stack.server.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A server of the stack out of a stock image. Its port on loopback is chosen once, so that a
 * container that was killed is started again at the same address with the same data.
 */
public final class ContainerServer implements Server {

    /** PostgreSQL 17 with TimescaleDB, which no jar brings. */
    public static final String TIMESCALE = "timescale/timescaledb:2.21.3-pg17";

    private final String name;
    private final int port;
    private final String address;
    private final GenericContainer<?> container;
    private final BooleanSupplier question;
    private final Path log;

    private ContainerServer(
            String name,
            String image,
            int inside,
            int port,
            String address,
            Map<String, String> environment,
            BooleanSupplier question) {
        this.name = name;
        this.port = port;
        this.address = address;
        this.question = question;
        this.log = newLog(name);
        container = new GenericContainer<>(DockerImageName.parse(image)).withEnv(environment);
        container.setPortBindings(List.of(Loopback.HOST + ":" + port + ":" + inside));
        container.withLogConsumer(line -> append(log, line.getUtf8String()));
    }

    /** Whether a Docker engine can be reached; where none can, the processes of local-stack do. */
    public static boolean isPossible() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    /**
     * A PostgreSQL with TimescaleDB and the same user, password and database as the embedded one.
     */
    public static ContainerServer timescale() {
        int port = Loopback.freePort();
        return new ContainerServer(
                "postgres",
                TIMESCALE,
                5432,
                port,
                "jdbc:postgresql://" + Loopback.HOST + ":" + port + "/" + EmbeddedDatabase.DATABASE,
                Map.of(
                        "POSTGRES_USER", EmbeddedDatabase.USER,
                        "POSTGRES_PASSWORD", Placement.STANDARD_PASSWORD,
                        "POSTGRES_DB", EmbeddedDatabase.DATABASE),
                () -> isAnswered(port));
    }

    /** A schema registry; compatibility is asked of it as of the process. */
    public static ContainerServer registry() {
        int port = Loopback.freePort();
        String address = "http://" + Loopback.HOST + ":" + port + "/apis/ccompat/v7";
        return new ContainerServer(
                "registry",
                "apicurio/apicurio-registry-mem:2.6.13.Final",
                8080,
                port,
                address,
                Map.of(),
                () ->
                        HttpAnswer.put(address + "/config", "{\"compatibility\":\"BACKWARD\"}")
                                .filter(HttpAnswer::isOk)
                                .isPresent());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String address() {
        return address;
    }

    public int port() {
        return port;
    }

    @Override
    public Path log() {
        return log;
    }

    @Override
    public void launch() {
        if (container.getContainerId() == null) {
            container.start();
        } else if (!isAlive()) {
            docker().startContainerCmd(container.getContainerId()).exec();
        }
    }

    @Override
    public boolean isHealthy() {
        return isAlive() && question.getAsBoolean();
    }

    @Override
    public boolean isAlive() {
        return container.getContainerId() != null && container.isRunning();
    }

    /** None: the process is the engine's. */
    @Override
    public OptionalLong pid() {
        return OptionalLong.empty();
    }

    @Override
    public void kill() {
        if (isAlive()) {
            docker().killContainerCmd(container.getContainerId()).exec();
        }
    }

    @Override
    public void close() {
        try {
            container.stop();
        } catch (NotModifiedException stoppedAlready) {
            // as wanted
        }
    }

    private static boolean isAnswered(int port) {
        String url =
                "jdbc:postgresql://" + Loopback.HOST + ":" + port + "/" + EmbeddedDatabase.DATABASE;
        try (Connection connection =
                DriverManager.getConnection(
                        url, EmbeddedDatabase.USER, Placement.STANDARD_PASSWORD)) {
            return connection.isValid(2);
        } catch (SQLException silent) {
            return false;
        }
    }

    private static DockerClient docker() {
        return DockerClientFactory.instance().client();
    }

    private static Path newLog(String name) {
        try {
            Path log = Files.createTempFile("millrace-" + name + "-", ".log");
            log.toFile().deleteOnExit();
            return log;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void append(Path log, String line) {
        try {
            Files.writeString(log, line, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
