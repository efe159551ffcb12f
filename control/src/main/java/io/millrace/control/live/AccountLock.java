package io.millrace.control.live;

import io.millrace.connectors.control.ControlFolder;
import io.millrace.control.CommandFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The right to trade an account: one process has it at a time, and whatever ends the process gives
 * it back.
 */
final class AccountLock implements AutoCloseable {

    private final FileChannel channel;

    private AccountLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the right.
     *
     * @throws CommandFailure when another process has it
     */
    static AccountLock take(ControlFolder folder, String runId) throws IOException {
        Files.createDirectories(folder.path());
        Path file = folder.path().resolve("lock");
        FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        if (locked(channel) == null) {
            channel.close();
            throw CommandFailure.failed(
                    "the account is being traded by "
                            + Files.readString(file).strip()
                            + " (expected: one run at a time; stop that one first)");
        }
        String holder = "run " + runId + ", process " + ProcessHandle.current().pid() + "\n";
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
        return new AccountLock(channel);
    }

    private static @Nullable FileLock locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException thisVeryProcess) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
