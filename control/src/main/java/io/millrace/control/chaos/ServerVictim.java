package io.millrace.control.chaos;

import io.millrace.stack.server.JvmServer;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A server of a cluster as a victim. */
final class ServerVictim implements Victim {

    private final JvmServer server;
    private final Recovery recovery;
    private @Nullable Instant healthySince;

    /** What a server that answers has to bring about before it counts as back. */
    interface Recovery {
        boolean isComplete(Instant healthySince);
    }

    ServerVictim(JvmServer server, Recovery recovery) {
        this.server = server;
        this.recovery = recovery;
    }

    @Override
    public void start() {
        server.launch();
    }

    @Override
    public void kill() {
        server.kill();
        healthySince = null;
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
        return server.isAlive();
    }

    @Override
    public boolean isBack() {
        if (!server.isHealthy()) {
            return false;
        }
        Instant since = healthySince == null ? Instant.now() : healthySince;
        healthySince = since;
        return recovery.isComplete(since);
    }

    private void signal(String signal) throws IOException, InterruptedException {
        if (server.pid().isPresent()) {
            ChildProcess.signal(signal, server.pid().getAsLong());
        }
    }
}
