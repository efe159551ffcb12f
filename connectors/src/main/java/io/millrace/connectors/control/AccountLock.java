package io.millrace.connectors.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A right to an account that one process has at a time; whatever ends the process gives it back.
 */
public final class AccountLock implements AutoCloseable {

    /**
     * Rights that this JVM has. Java forgets a file's lock when any channel to it is closed, so a
     * second one must never be opened; and the jobs of one JVM share nothing but its properties.
     */
    private static final String HELD = "millrace.held.";

    private final String key;
    private final FileChannel channel;

    private AccountLock(String key, FileChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    /** What only one may do. */
    public enum Right {
        /** To start a run of the account and look after it. */
        RUN("lock"),
        /** To send the account's orders to its broker. */
        TRADE("trading");

        private final String file;

        Right(String file) {
            this.file = file;
        }
    }

    /** Somebody else has the right. */
    public static final class Taken extends IOException {

        private static final long serialVersionUID = 1L;

        private Taken(String holder) {
            super(
                    "the account is being traded by "
                            + holder
                            + " (expected: one run at a time; stop that one first)");
        }
    }

    /**
     * Takes a right.
     *
     * @param who is named to whoever comes second, with this process
     * @throws Taken when it is somebody else's
     */
    public static AccountLock take(ControlFolder folder, Right right, String who)
            throws IOException {
        Files.createDirectories(folder.path());
        Path file = file(folder, right);
        String holder = who + ", process " + ProcessHandle.current().pid();
        Object known = System.getProperties().putIfAbsent(key(file), holder);
        if (known != null) {
            throw new Taken(known.toString());
        }
        try {
            return new AccountLock(key(file), locked(file, holder));
        } catch (IOException refused) {
            System.getProperties().remove(key(file));
            throw refused;
        }
    }

    /** Who has a right now; nothing is made, nothing stays locked. */
    public static Optional<String> holder(ControlFolder folder, Right right) throws IOException {
        Path file = file(folder, right);
        Object known = System.getProperties().get(key(file));
        if (known != null || !Files.exists(file)) {
            return Optional.ofNullable(known).map(Object::toString);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            return free != null ? Optional.empty() : Optional.of(Files.readString(file).strip());
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        System.getProperties().remove(key);
    }

    private static FileChannel locked(Path file, String holder) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw new Taken(Files.readString(file).strip());
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((holder + "\n").getBytes(StandardCharsets.UTF_8)), 0);
            return channel;
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    private static Path file(ControlFolder folder, Right right) {
        return folder.path().resolve(right.file).toAbsolutePath().normalize();
    }

    private static String key(Path file) {
        return HELD + file;
    }
}
