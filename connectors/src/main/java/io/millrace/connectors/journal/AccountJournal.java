package io.millrace.connectors.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * An append-only file of everything that one account has taken, with one writer at a time.
 *
 * <p>Entries are whole or not there: what a crash tore off the end is cut when the journal is
 * opened. Anything broken before the end is refused, for whoever leaves out an entry in the middle
 * replays another account.
 */
public final class AccountJournal implements AutoCloseable {

    private static final int MAGIC = 0x4D524A4C;
    private static final int FORMAT = 1;

    /** Zeros behind the last entry; those of a crash are cut off like any torn tail. */
    private static final int ROOM = 1 << 20;

    private final Path path;
    private final FileChannel file;
    private JournalPosition end;

    /** Takes the payloads of a replay, the oldest first. */
    public interface Reader {
        void take(JournalPosition after, byte[] payload) throws Exception;
    }

    private AccountJournal(Path path, FileChannel file, JournalPosition end) {
        this.path = path;
        this.file = file;
        this.end = end;
    }

    /**
     * Opens a journal, or begins it where there is none.
     *
     * @param form names how the payloads are written; a journal of another form is refused
     * @throws JournalException when another writer has it, or something in it is broken
     */
    public static AccountJournal open(Path path, int form) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        FileChannel file =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            lock(path, file);
            if (file.size() < JournalEntries.HEADER) {
                begin(file, form);
            } else {
                checkHeader(path, file, form);
            }
            return new AccountJournal(path, file, endOf(path, file));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Where the next entry goes. */
    public JournalPosition end() {
        return end;
    }

    /**
     * Writes an entry behind all others; a crash of the machine may still lose it before {@link
     * #sync}.
     *
     * @return its sequence, counted from 1
     */
    public long append(byte[] payload) throws IOException {
        long sequence = end.sequence() + 1;
        ByteBuffer entry = JournalEntries.entry(sequence, payload);
        long after = end.offset() + entry.remaining();
        JournalEntries.write(file, end.offset(), entry);
        end = new JournalPosition(sequence, after);
        return sequence;
    }

    /** Returns once everything appended would survive the machine. */
    public void sync() throws IOException {
        file.force(false);
    }

    /**
     * Lengthens the file when little room is left in it: a sync that finds the file long enough
     * writes bytes and no length. This itself takes as long as a sync: call it when nobody waits.
     */
    public void makeRoom() throws IOException {
        long size = file.size();
        long wanted = end.offset() + ROOM;
        if (wanted - size > ROOM / 2) {
            JournalEntries.write(file, size, ByteBuffer.allocate((int) (wanted - size)));
            file.force(true);
        }
    }

    /**
     * Gives every entry behind a position.
     *
     * @throws JournalException when the position is not a place between two entries of this journal
     */
    public void replay(JournalPosition from, Reader reader) throws Exception {
        JournalPosition at = from;
        if (from.offset() > end.offset()
                || (from.offset() == end.offset() && from.sequence() != end.sequence())) {
            throw new JournalException(
                    path
                            + ": ends behind entry "
                            + end.sequence()
                            + " at byte "
                            + end.offset()
                            + " (expected: entry "
                            + from.sequence()
                            + " to end at byte "
                            + from.offset()
                            + ", which the account has taken)");
        }
        while (at.offset() < end.offset()) {
            byte[] payload =
                    JournalEntries.payload(file, at.offset(), end.offset(), at.sequence() + 1);
            if (payload == null) {
                throw broken(path, at);
            }
            at = behind(at, payload);
            reader.take(at, payload);
        }
    }

    @Override
    public void close() throws IOException {
        if (file.isOpen()) {
            file.truncate(end.offset());
        }
        file.close();
    }

    private static void lock(Path path, FileChannel file) throws IOException {
        boolean mine;
        try {
            mine = file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            mine = false;
        }
        if (!mine) {
            throw new JournalException(path + ": in use (expected: one writer per account)");
        }
    }

    private static void begin(FileChannel file, int form) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(JournalEntries.HEADER);
        header.putInt(MAGIC).putInt(FORMAT).putInt(form).flip();
        JournalEntries.write(file, 0, header);
        file.force(true);
    }

    private static void checkHeader(Path path, FileChannel file, int form) throws IOException {
        ByteBuffer header = JournalEntries.read(file, 0, JournalEntries.HEADER);
        int magic = header.getInt();
        int format = header.getInt();
        int found = header.getInt();
        if (magic != MAGIC || format != FORMAT) {
            throw new JournalException(
                    path
                            + ": not an account journal of format "
                            + FORMAT
                            + " (format "
                            + format
                            + ")");
        }
        if (found != form) {
            throw new JournalException(
                    path
                            + ": entries of form "
                            + Integer.toHexString(found)
                            + " (expected: "
                            + Integer.toHexString(form)
                            + "; another build wrote it)");
        }
    }

    /** Walks the whole file, and cuts off what a crash tore. */
    private static JournalPosition endOf(Path path, FileChannel file) throws IOException {
        long size = file.size();
        JournalPosition at = JournalPosition.START;
        while (at.offset() < size) {
            byte[] payload = JournalEntries.payload(file, at.offset(), size, at.sequence() + 1);
            if (payload == null) {
                if (JournalEntries.continuesAfter(file, at.offset(), size, at.sequence())) {
                    throw broken(path, at);
                }
                file.truncate(at.offset());
                file.force(true);
                return at;
            }
            at = behind(at, payload);
        }
        return at;
    }

    private static JournalPosition behind(JournalPosition before, byte[] payload) {
        return new JournalPosition(
                before.sequence() + 1, before.offset() + JournalEntries.PREFIX + payload.length);
    }

    private static JournalException broken(Path path, JournalPosition at) {
        return new JournalException(
                path
                        + ": entry "
                        + (at.sequence() + 1)
                        + " at byte "
                        + at.offset()
                        + " is broken, and entries follow it (expected: only the end to be torn)");
    }
}
