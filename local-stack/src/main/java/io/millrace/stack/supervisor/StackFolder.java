package io.millrace.stack.supervisor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a stack: the data and logs of its servers, and what a supervisor leaves there for
 * other processes to read.
 */
public record StackFolder(Path path) {

    private static final String SUPERVISOR = "supervisor";
    private static final String STATUS = "status";
    private static final String LOCK = "lock";

    /** Log of the supervisor itself. */
    public Path log() {
        return path.resolve("supervisor.log");
    }

    /** Folder of one server. */
    public Path of(String server) {
        return path.resolve(server);
    }

    /** The process that supervises this stack now. */
    public Optional<ProcessHandle> supervisor() {
        try {
            String[] words = Files.readString(path.resolve(SUPERVISOR)).strip().split(" ", -1);
            return ProcessHandle.of(Long.parseLong(words[0]))
                    .filter(ProcessHandle::isAlive)
                    // another process may have got the number since
                    .filter(process -> startOf(process).equals(words[1]));
        } catch (NoSuchFileException nobody) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What the supervisor said last; nothing when none is alive. */
    public List<ServerStatus> servers() {
        if (supervisor().isEmpty()) {
            return List.of();
        }
        try {
            return Files.readAllLines(path.resolve(STATUS)).stream()
                    .map(ServerStatus::parse)
                    .toList();
        } catch (NoSuchFileException nothingYet) {
            return List.of();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Makes this process the supervisor for as long as it lives.
     *
     * @return the lock to keep; nothing when somebody supervises already
     */
    Optional<FileLock> claim() throws IOException {
        Files.createDirectories(path);
        // before the file is touched: this process would lose a lock of its own by closing it again
        if (supervisor().isPresent()) {
            return Optional.empty();
        }
        FileChannel channel =
                FileChannel.open(
                        path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = lockOf(channel);
        if (lock == null) {
            channel.close();
            return Optional.empty();
        }
        Files.deleteIfExists(path.resolve(STATUS));
        ProcessHandle self = ProcessHandle.current();
        replace(SUPERVISOR, self.pid() + " " + startOf(self) + "\n");
        return Optional.of(lock);
    }

    private static @Nullable FileLock lockOf(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException thisVeryProcess) {
            return null;
        }
    }

    void tell(List<ServerStatus> servers) throws IOException {
        StringBuilder text = new StringBuilder();
        servers.forEach(server -> text.append(server.line()).append('\n'));
        replace(STATUS, text.toString());
    }

    void leave(FileLock lock) throws IOException {
        Files.deleteIfExists(path.resolve(STATUS));
        Files.deleteIfExists(path.resolve(SUPERVISOR));
        lock.acquiredBy().close();
    }

    /** A reader sees the former text or this one, never half of it. */
    private void replace(String file, String text) throws IOException {
        Path next = path.resolve(file + ".next");
        Files.writeString(next, text);
        Files.move(next, path.resolve(file), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("?");
    }
}
