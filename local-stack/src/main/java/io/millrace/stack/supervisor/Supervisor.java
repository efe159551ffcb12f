package io.millrace.stack.supervisor;

import io.millrace.stack.server.Deadline;
import io.millrace.stack.server.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Keeps servers running: launches each when those that it needs answer, launches again what died or
 * went silent, after a pause that doubles from half a second to thirty, and stops them last first.
 *
 * <p>The servers are tied to this process, so none of them outlives it.
 */
public final class Supervisor implements AutoCloseable {

    private static final Duration ROUND = Duration.ofMillis(100);

    private final StackFolder folder;
    private final FileLock lock;
    private final List<Watched> watched;
    private List<ServerStatus> told = List.of();
    private volatile boolean ending;

    private Supervisor(StackFolder folder, FileLock lock, List<Server> servers) {
        this.folder = folder;
        this.lock = lock;
        this.watched = servers.stream().map(Watched::new).toList();
    }

    /**
     * The one supervisor of a folder.
     *
     * @return nothing when another process supervises there
     */
    public static Optional<Supervisor> of(StackFolder folder, List<Server> servers) {
        try {
            return folder.claim().map(lock -> new Supervisor(folder, lock, servers));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Supervises until {@link #close()} is called by another thread, or this one interrupted. Each
     * server has a thread of its own: one that takes long to prepare holds up no other.
     */
    public void run() {
        tell();
        for (Watched one : watched) {
            Thread thread = new Thread(() -> watch(one), "watch-" + one.server().name());
            thread.setDaemon(true);
            thread.start();
        }
        do {
            tell();
        } while (pause());
    }

    /** Stops all servers, those that others need last. Closing twice is harmless. */
    @Override
    public void close() {
        synchronized (this) {
            if (ending) {
                return;
            }
            ending = true;
        }
        List<Watched> lastFirst = new ArrayList<>(watched);
        Collections.reverse(lastFirst);
        lastFirst.forEach(one -> one.server().close());
        try {
            folder.leave(lock);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void watch(Watched one) {
        do {
            one.step(this::isHealthy);
        } while (pause());
    }

    /** Whether there is anything to do after it. */
    private boolean pause() {
        Deadline next = Deadline.in(ROUND);
        return next.await(() -> ending || next.isOver()) && !ending;
    }

    private synchronized void tell() {
        List<ServerStatus> now = watched.stream().map(Watched::status).toList();
        if (ending || now.equals(told)) {
            return;
        }
        told = now;
        try {
            folder.tell(now);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A server that is not part of this stack is somebody else's to start. */
    private boolean isHealthy(String name) {
        return watched.stream()
                .filter(each -> each.server().name().equals(name))
                .allMatch(each -> each.health() == Health.HEALTHY);
    }
}
