package io.millrace.connectors.csv;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A text file that grows at its end and knows how long it is, for writers that start again. */
public final class LineFile implements Closeable {

    private static final int BUFFER_BYTES = 1 << 16;

    private final FileChannel channel;
    private final OutputStream out;
    private long length;

    private LineFile(FileChannel channel, long length) {
        this.channel = channel;
        this.out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
        this.length = length;
    }

    /**
     * Opens the file behind its first bytes; what was behind them is cut off.
     *
     * @param keep how many bytes stay: none for a new file
     */
    public static LineFile open(Path file, long keep) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.truncate(keep);
        channel.position(keep);
        return new LineFile(channel, keep);
    }

    /** Appends text, line breaks and all; it is in the file after the next flush. */
    public void append(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes);
        length += bytes.length;
    }

    /** Bytes, with what is not flushed yet. */
    public long length() {
        return length;
    }

    public void flush() throws IOException {
        out.flush();
    }

    /** Flushes, and waits until the disk has it. */
    public void force() throws IOException {
        out.flush();
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
