package io.millrace.control.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.control.CommandFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where a backfill keeps what it needs to go on: what it was begun with, and its checkpoints. One
 * process has it at a time, and whatever ends the process gives it back.
 */
final class BackfillFolder implements AutoCloseable {

    private static final String MANIFEST = "manifest.json";
    private static final String CHECKPOINTS = "checkpoints";

    private final Path path;
    private final FileChannel lock;

    private BackfillFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Takes the folder for a new backfill.
     *
     * @throws CommandFailure when one of that name was begun
     */
    static BackfillFolder begin(Path folders, String id, Manifest manifest) throws IOException {
        Path path = folders.resolve(id).toAbsolutePath();
        if (Files.exists(path.resolve(MANIFEST))) {
            throw CommandFailure.usage(
                    "--id: "
                            + id
                            + " was begun before (expected: --resume to go on with it, another"
                            + " --id, or no folder "
                            + path
                            + ")");
        }
        Files.createDirectories(path.resolve(CHECKPOINTS));
        BackfillFolder folder = locked(id, path);
        JsonFile.write(path.resolve(MANIFEST), manifest);
        return folder;
    }

    /**
     * Takes the folder of one that was begun with the same data and settings.
     *
     * @throws CommandFailure when there is none, or it was begun with others
     */
    static BackfillFolder reopen(Path folders, String id, Manifest manifest) throws IOException {
        Path path = folders.resolve(id).toAbsolutePath();
        if (!Files.exists(path.resolve(MANIFEST))) {
            throw CommandFailure.usage(
                    "--resume: no backfill "
                            + id
                            + " in "
                            + folders
                            + " (expected: one that was begun with this data and these settings;"
                            + " without --resume it begins)");
        }
        BackfillFolder folder = locked(id, path);
        try {
            JsonNode begun = new ObjectMapper().readTree(path.resolve(MANIFEST).toFile());
            requireSame(id, "setting ", begun.path("configuration"), manifest.configuration());
            requireSame(id, "sha256 of ", begun.path("data"), manifest.data());
            return folder;
        } catch (IOException | RuntimeException refused) {
            folder.close();
            throw refused;
        }
    }

    /** The parts of the history that a backfill was begun with; nothing when there is none. */
    static SortedMap<String, String> begunWith(Path folders, String id) throws IOException {
        Path manifest = folders.resolve(id).toAbsolutePath().resolve(MANIFEST);
        SortedMap<String, String> parts = new TreeMap<>();
        if (Files.exists(manifest)) {
            new ObjectMapper()
                    .readTree(manifest.toFile())
                    .path("data")
                    .fields()
                    .forEachRemaining(one -> parts.put(one.getKey(), one.getValue().asText()));
        }
        return parts;
    }

    Path path() {
        return path;
    }

    Path checkpoints() {
        return path.resolve(CHECKPOINTS);
    }

    Path digests() {
        return path.resolve(DigestFile.PER_KEY);
    }

    /** The newest checkpoint that is complete. */
    Optional<Path> newest() throws IOException {
        try (Stream<Path> files = Files.walk(checkpoints(), 3)) {
            return files.filter(file -> file.endsWith("_metadata"))
                    .map(file -> file.getParent())
                    .max(Comparator.comparingLong(BackfillFolder::number));
        }
    }

    /** Whether it came to its end, and with what. */
    Optional<DigestFile> result() throws IOException {
        return Files.exists(path.resolve(DigestFile.NAME))
                ? Optional.of(DigestFile.read(digests()))
                : Optional.empty();
    }

    /** Says that it came to its end; the checkpoints are of no more use. */
    void finish(DigestFile digest) throws IOException {
        JsonFile.write(path.resolve(DigestFile.NAME), digest.streams());
        UnfinishedFiles.remove(checkpoints());
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private static BackfillFolder locked(String id, Path path) throws IOException {
        FileChannel lock =
                FileChannel.open(
                        path.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (lock.tryLock() != null) {
                return new BackfillFolder(path, lock);
            }
        } catch (OverlappingFileLockException thisVeryProcess) {
            // the same as another process
        }
        lock.close();
        throw CommandFailure.failed(
                "backfill " + id + " is running (expected: one process at a time)");
    }

    /** Checkpoints go on counting over every resumption. */
    private static long number(Path checkpoint) {
        String name = String.valueOf(checkpoint.getFileName());
        return Long.parseLong(name.substring(name.indexOf('-') + 1));
    }

    private static void requireSame(
            String id, String what, JsonNode begun, SortedMap<String, String> now) {
        for (Map.Entry<String, String> one : now.entrySet()) {
            String before = begun.path(one.getKey()).asText("absent");
            if (!before.equals(one.getValue())) {
                throw CommandFailure.usage(
                        "--resume: "
                                + what
                                + one.getKey()
                                + ": "
                                + one.getValue()
                                + " (expected: "
                                + before
                                + ", with which backfill "
                                + id
                                + " was begun)");
            }
        }
        for (Iterator<String> names = begun.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!now.containsKey(name)) {
                throw CommandFailure.usage(
                        "--resume: "
                                + what
                                + name
                                + ": absent (expected: "
                                + begun.path(name).asText()
                                + ", with which backfill "
                                + id
                                + " was begun)");
            }
        }
    }
}
