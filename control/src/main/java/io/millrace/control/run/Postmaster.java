package io.millrace.control.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The server that holds a data directory right now, as its own lock file tells. */
public record Postmaster(ProcessHandle process, int port) {

    private static final String LOCK_FILE = "postmaster.pid";
    private static final int PORT_LINE = 3;

    /** Who holds the directory, or nobody. */
    public static Optional<Postmaster> of(Path data) throws IOException {
        try {
            List<String> lines = Files.readAllLines(data.resolve(LOCK_FILE));
            if (lines.size() <= PORT_LINE) {
                return Optional.empty();
            }
            int port = Integer.parseInt(lines.get(PORT_LINE).strip());
            return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                    .filter(ProcessHandle::isAlive)
                    .map(process -> new Postmaster(process, port));
        } catch (NoSuchFileException | NumberFormatException nobody) {
            return Optional.empty();
        }
    }

    /** Waits for its end, which somebody else has asked for, and enforces it after a while. */
    void awaitEnd(Duration atMost) throws InterruptedException {
        try {
            process.onExit().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stubborn) {
            process.destroyForcibly();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
