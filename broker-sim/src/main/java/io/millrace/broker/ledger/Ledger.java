package io.millrace.broker.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An append-only file of JSON rows: {@link #append} returns when they are on the disk.
 *
 * <p>One that was there before is {@linkplain #replay replayed} first. Without a file it takes rows
 * and forgets them.
 */
public final class Ledger implements AutoCloseable {

    /** The type of the first row. */
    public static final String START = "START";

    /** The fields that the ledger itself adds to a row. */
    public static final List<String> ENVELOPE = List.of("seq", "wall", "at", "more");

    private static final JsonMapper JSON = new JsonMapper();

    private final @Nullable Path path;
    private final @Nullable FileChannel file;
    private final LongSupplier wallMillis;
    private long rows;

    private Ledger(@Nullable Path path, @Nullable FileChannel file, LongSupplier wallMillis) {
        this.path = path;
        this.file = file;
        this.wallMillis = wallMillis;
    }

    /** A ledger that nothing survives. */
    public static Ledger none(LongSupplier wallMillis) {
        return new Ledger(null, null, wallMillis);
    }

    /**
     * Opens the ledger, or begins it.
     *
     * @param wallMillis the wall clock
     */
    public static Ledger open(Path path, LongSupplier wallMillis) {
        try {
            FileChannel file =
                    FileChannel.open(
                            path,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            try {
                lock(path, file);
                file.position(file.size());
                return new Ledger(path, file, wallMillis);
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    /**
     * Reads the rows that are there and stands behind them; a torn end is cut off and reported on
     * the standard error stream.
     *
     * @param reader gets the rows that belong together in one list, and keeps what it needs
     */
    public void replay(Consumer<List<ObjectNode>> reader) {
        if (path == null || file == null) {
            return;
        }
        try {
            byte[] bytes = content(file);
            int sound = read(bytes, reader);
            if (sound < bytes.length) {
                System.err.println(
                        path
                                + ": the last "
                                + (bytes.length - sound)
                                + " bytes were torn and are cut off");
                file.truncate(sound);
                file.force(true);
            }
            file.position(sound);
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    /** Whether it has no row yet. */
    public boolean isEmpty() {
        return rows == 0;
    }

    /** The market time of a row. */
    public static long atMillis(JsonNode row) {
        return Instant.parse(row.path("at").asText()).toEpochMilli();
    }

    /**
     * Appends rows that belong together.
     *
     * @param atMillis market time
     */
    public void append(long atMillis, List<ObjectNode> together) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < together.size(); i++) {
            rows++;
            ObjectNode row = JSON.createObjectNode();
            row.put("seq", rows)
                    .put("wall", Instant.ofEpochMilli(wallMillis.getAsLong()).toString())
                    .put("at", Instant.ofEpochMilli(atMillis).toString());
            row.setAll(together.get(i));
            if (i < together.size() - 1) {
                row.put("more", true);
            }
            text.append(line(row)).append('\n');
        }
        if (file != null) {
            write(file, text.toString());
        }
    }

    @Override
    public void close() {
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                throw new LedgerException("the ledger cannot be closed", e);
            }
        }
    }

    private static void write(FileChannel file, String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(false);
        } catch (IOException e) {
            throw new LedgerException("the ledger cannot be written", e);
        }
    }

    private static String line(ObjectNode row) {
        try {
            return JSON.writeValueAsString(row);
        } catch (JsonProcessingException e) {
            throw new LedgerException("a row cannot be written", e);
        }
    }

    private static void lock(Path path, FileChannel file) throws IOException {
        FileLock lock;
        try {
            lock = file.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            throw new LedgerException(
                    "ledger: " + path + " (expected: not in use by another broker)");
        }
    }

    private static byte[] content(FileChannel file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(file.size()));
        while (bytes.hasRemaining() && file.read(bytes, bytes.position()) >= 0) {
            // until it is full
        }
        return bytes.array();
    }

    /** How far whole batches reach. */
    private int read(byte[] bytes, Consumer<List<ObjectNode>> reader) {
        List<ObjectNode> batch = new ArrayList<>();
        int sound = 0;
        int lineStart = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '\n') {
                continue;
            }
            ObjectNode row = row(bytes, lineStart, i);
            if (row == null) {
                if (i == bytes.length - 1) {
                    break;
                }
                throw new LedgerException(
                        path + ": byte " + lineStart + " (expected: a row of the ledger)");
            }
            batch.add(row);
            lineStart = i + 1;
            if (!row.path("more").asBoolean()) {
                rows += batch.size();
                reader.accept(List.copyOf(batch));
                batch.clear();
                sound = lineStart;
            }
        }
        return sound;
    }

    private static @Nullable ObjectNode row(byte[] bytes, int from, int to) {
        try {
            JsonNode row = JSON.readTree(bytes, from, to - from);
            return row instanceof ObjectNode object && object.has("seq") ? object : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static LedgerException unusable(Path path, IOException cause) {
        return new LedgerException(
                "ledger: " + path + " (expected: a file that can be read and written)", cause);
    }
}
