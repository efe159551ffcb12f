package io.millrace.stack.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * A server of the stack: something with an address that can be launched, asked, killed and launched
 * again in the same place.
 */
public interface Server extends AutoCloseable {

    /** What people call it, such as {@code kafka}. */
    String name();

    /** Names of the servers that have to answer before this one can start. */
    default List<String> needs() {
        return List.of();
    }

    /** Where it answers, in the form in which its clients want to hear it. */
    String address();

    /** Everything that it has printed since it was first launched. */
    Path log();

    /** Starts it without waiting for it to answer; does nothing while it is alive. */
    void launch();

    /** Whether it answers a question of its own protocol, rightly. */
    boolean isHealthy();

    boolean isAlive();

    /** Process that serves, while there is one on this machine. */
    OptionalLong pid();

    /** Ends it as a crash would: at once, nothing written down. */
    void kill();

    /** Asks it to end and insists after a while. Closing twice is harmless. */
    @Override
    void close();

    /**
     * How long a server that runs may stay without an answer before it counts as failed; long,
     * because a busy machine needs no more starts.
     */
    default Duration patience() {
        return Duration.ofMinutes(6);
    }

    /**
     * Waits until it answers.
     *
     * @throws ServerUnavailable when it has died instead, or is out of {@link #patience()}
     */
    default void awaitHealthy() {
        boolean decided = Deadline.in(patience()).await(() -> !isAlive() || isHealthy());
        if (!decided || !isAlive()) {
            throw new ServerUnavailable(
                    name()
                            + ": "
                            + (decided ? "ended while it started" : "does not answer")
                            + " (expected: an answer at "
                            + address()
                            + " within "
                            + patience().toSeconds()
                            + " s); its log "
                            + log()
                            + " ends with:\n"
                            + LogTail.of(log()));
        }
    }
}
