package io.millrace.stack.postgres;

import io.millrace.stack.server.Deadline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The lock file that a killed PostgreSQL leaves in its data directory.
 *
 * <p>The server's first process names itself and its shared memory there. When it is killed, the
 * others need a moment to let go of that memory, and in a container whose first process buries no
 * children it stays as a zombie, which PostgreSQL takes for a server that runs. A lock whose
 * process is dead and whose memory nobody holds is nobody's.
 */
final class AbandonedLock {

    private static final Path PROCESSES = Path.of("/proc");
    private static final Path SEGMENTS = PROCESSES.resolve("sysvipc/shm");
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int MEMORY_LINE = 6;
    private static final int ID = 1;
    private static final int ATTACHED = 6;

    private AbandonedLock() {}

    /** Waits until a killed server has gone altogether, and takes its lock file away. */
    static void clear(Path data) {
        Path file = data.resolve("postmaster.pid");
        try {
            if (!Files.exists(file)) {
                return;
            }
            List<String> lock = Files.readAllLines(file);
            if (lock.size() > MEMORY_LINE
                    && isDead(lock.get(0).strip())
                    && Deadline.in(LONGEST).await(() -> !isHeld(lock.get(MEMORY_LINE)))) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean isDead(String pid) {
        try {
            String stat = Files.readString(PROCESSES.resolve(pid).resolve("stat"));
            // the state follows the name, which may hold anything but ends with the last bracket
            return stat.startsWith(") Z", stat.lastIndexOf(')'));
        } catch (IOException gone) {
            return true;
        }
    }

    private static boolean isHeld(String memory) {
        String id = words(memory).get(ID);
        try {
            return Files.readAllLines(SEGMENTS, StandardCharsets.US_ASCII).stream()
                    .skip(1)
                    .map(AbandonedLock::words)
                    .anyMatch(row -> row.get(ID).equals(id) && !row.get(ATTACHED).equals("0"));
        } catch (IOException unknown) {
            return false;
        }
    }

    private static List<String> words(String line) {
        return List.of(line.strip().split("\\s+", -1));
    }
}
