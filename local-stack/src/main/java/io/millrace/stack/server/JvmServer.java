package io.millrace.stack.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A server in a JVM of its own, which ends with this one. What a server adds is its command and the
 * question that it has to answer.
 */
public abstract class JvmServer implements Server {

    private static final Duration GRACE = Duration.ofSeconds(15);

    /**
     * Holds the pipes to the servers: one that nobody refers to would be closed and end its server.
     */
    private static final Set<Process> TETHERED = ConcurrentHashMap.newKeySet();

    private final String name;
    private final Path folder;
    private final boolean temporary;
    private final int port;
    private volatile @Nullable Process process;
    private volatile boolean closed;

    /** A server that is not launched yet. */
    protected JvmServer(String name, Place place) {
        this.name = name;
        this.temporary = place.folder() == null;
        this.folder = folder(name, place.folder());
        this.port = Loopback.port(place.port());
    }

    /** Prepares the folder and says what to run; asked at every launch. */
    protected abstract JavaCommand command() throws IOException;

    /** The question to the running server. */
    protected abstract boolean answers();

    @Override
    public final String name() {
        return name;
    }

    public final int port() {
        return port;
    }

    /** Folder of its data, settings and log. */
    public final Path folder() {
        return folder;
    }

    @Override
    public final Path log() {
        return folder.resolve(name + ".log");
    }

    @Override
    public final synchronized void launch() {
        if (isAlive()) {
            return;
        }
        if (Loopback.listens(port)) {
            throw new ServerUnavailable(
                    name
                            + ": port "
                            + port
                            + " (expected: free on "
                            + Loopback.HOST
                            + ", but something listens there); stop it, or choose another port");
        }
        try {
            JavaCommand command = command();
            if (closed) {
                return;
            }
            Process started = command.startTethered(log());
            TETHERED.removeIf(former -> !former.isAlive());
            TETHERED.add(started);
            process = started;
        } catch (IOException failure) {
            throw new ServerUnavailable(name + ": " + failure.getMessage(), failure);
        }
    }

    @Override
    public final boolean isHealthy() {
        return isAlive() && answers();
    }

    @Override
    public final boolean isAlive() {
        Process running = process;
        return running != null && running.isAlive();
    }

    @Override
    public final OptionalLong pid() {
        Process running = process;
        return running != null && running.isAlive()
                ? OptionalLong.of(running.pid())
                : OptionalLong.empty();
    }

    @Override
    public void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            awaitEnd(running);
            // until another one may be launched
            Deadline.in(GRACE).await(() -> !Loopback.listens(port));
        }
    }

    @Override
    public void close() {
        closed = true;
        Process running = process;
        if (running != null) {
            running.destroy();
            if (!awaitEnd(running)) {
                kill();
            }
        }
        if (temporary) {
            Folders.delete(folder);
        }
    }

    private static boolean awaitEnd(Process process) {
        try {
            return process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Path folder(String name, @Nullable Path lasting) {
        try {
            return lasting == null
                    ? Files.createTempDirectory("millrace-" + name + "-")
                    : Files.createDirectories(lasting);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
