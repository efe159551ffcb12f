package io.millrace.connectors.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** How entries lie in a file: length, checksum, sequence and payload, one behind the other. */
final class JournalEntries {

    /** Magic number, format of the file, form of the payloads. */
    static final int HEADER = 3 * Integer.BYTES;

    /** What stands before a payload. */
    static final int PREFIX = 2 * Integer.BYTES + Long.BYTES;

    private static final int SEQUENCE_AT = 2 * Integer.BYTES;

    /** What one crash can tear is never longer than what was written since the last sync. */
    private static final int LONGEST_TAIL = 1 << 26;

    private JournalEntries() {}

    static ByteBuffer entry(long sequence, byte[] payload) {
        ByteBuffer entry = ByteBuffer.allocate(PREFIX + payload.length);
        entry.putInt(payload.length);
        entry.putInt(checksum(sequence, ByteBuffer.wrap(payload)));
        entry.putLong(sequence);
        entry.put(payload);
        return entry.flip();
    }

    /** The payload at the offset, or absent when no whole entry of that sequence lies there. */
    static byte @Nullable [] payload(FileChannel file, long offset, long end, long sequence)
            throws IOException {
        if (end - offset < PREFIX) {
            return null;
        }
        ByteBuffer prefix = read(file, offset, PREFIX);
        int length = prefix.getInt(0);
        if (length < 0
                || length > end - offset - PREFIX
                || prefix.getLong(SEQUENCE_AT) != sequence) {
            return null;
        }
        byte[] payload = new byte[length];
        read(file, offset + PREFIX, length).get(payload);
        return checksum(sequence, ByteBuffer.wrap(payload)) == prefix.getInt(Integer.BYTES)
                ? payload
                : null;
    }

    /**
     * Whether a whole entry that belongs behind the sequence lies anywhere after the offset: then
     * what is broken there is not a torn tail.
     */
    static boolean continuesAfter(FileChannel file, long offset, long end, long sequence)
            throws IOException {
        if (end - offset > LONGEST_TAIL) {
            return true;
        }
        ByteBuffer rest = read(file, offset, (int) (end - offset));
        for (int at = 1; at + PREFIX <= rest.limit(); at++) {
            int length = rest.getInt(at);
            long next = rest.getLong(at + SEQUENCE_AT);
            if (length >= 0
                    && length <= rest.limit() - at - PREFIX
                    && next > sequence
                    && next - sequence <= rest.limit() / PREFIX + 1
                    && checksum(next, rest.slice(at + PREFIX, length))
                            == rest.getInt(at + Integer.BYTES)) {
                return true;
            }
        }
        return false;
    }

    static void write(FileChannel file, long offset, ByteBuffer bytes) throws IOException {
        long at = offset;
        while (bytes.hasRemaining()) {
            at += file.write(bytes, at);
        }
    }

    /** Reads what is known to lie within the file. */
    static ByteBuffer read(FileChannel file, long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, offset + bytes.position()) < 0) {
                throw new IOException("the file became shorter while it was read");
            }
        }
        return bytes.flip();
    }

    private static int checksum(long sequence, ByteBuffer payload) {
        CRC32C checksum = new CRC32C();
        checksum.update(
                ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
                        .putInt(payload.remaining())
                        .putLong(sequence)
                        .flip());
        checksum.update(payload.duplicate());
        return (int) checksum.getValue();
    }
}
