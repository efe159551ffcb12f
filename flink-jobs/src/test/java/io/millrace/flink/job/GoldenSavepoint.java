package io.millrace.flink.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;

/**
 * The state of a job as it was released, and what the job comes to from it.
 *
 * @param job what the savepoint is called
 */
public record GoldenSavepoint(String job) {

    /** Says that savepoints are to be written anew instead of restored. */
    public static final String WRITE = "millrace.savepoints.write";

    private static final long MOST_BYTES = 300_000;
    static final Path FOLDER =
            Path.of(System.getProperty("project.root", ".."))
                    .resolve("flink-jobs/src/test/resources/savepoints");

    public static boolean isWanted() {
        return Boolean.getBoolean(WRITE);
    }

    public Path path() {
        return FOLDER.resolve(job).toAbsolutePath().normalize();
    }

    /** What a job is told that goes on from it. */
    Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, path().toUri().toString());
        return configuration;
    }

    /** Stops the job with a savepoint and keeps it in place of the one before. */
    void write(JobClient running, Path scratch) throws Exception {
        String written =
                running.stopWithSavepoint(
                                false, scratch.toUri().toString(), SavepointFormatType.CANONICAL)
                        .get(60, TimeUnit.SECONDS);
        keep(Path.of(URI.create(written)));
    }

    /** Takes a folder's files in place of what was kept before. */
    public void keep(Path from) throws IOException {
        remove(path());
        Files.createDirectories(path());
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, path().resolve(file.getFileName()));
            }
        }
        assertThat(bytes()).isLessThan(MOST_BYTES);
    }

    /** Records what the job comes to. */
    void expect(Map<String, String> digests) throws IOException {
        Files.writeString(
                FOLDER.resolve(job + ".digests"),
                new TreeMap<>(digests)
                        .entrySet().stream()
                                .map(one -> one.getKey() + " " + one.getValue() + "\n")
                                .collect(Collectors.joining()));
    }

    /** What the job came to when it was released. */
    Map<String, String> expected() throws IOException {
        Map<String, String> expected = new TreeMap<>();
        for (String line : Files.readAllLines(FOLDER.resolve(job + ".digests"))) {
            String[] one = line.split(" ", -1);
            expected.put(one[0], one[1]);
        }
        return expected;
    }

    /** Runs something that goes on from it; where the state does not fit, says what to do. */
    public void restoring(Restored restored) {
        try {
            restored.run();
        } catch (AssertionError wrong) {
            throw wrong;
        } catch (Exception failure) {
            throw new AssertionError(
                    "the state of the released job "
                            + job
                            + " no longer fits: "
                            + reason(failure)
                            + " (expected: every uid and state that "
                            + path()
                            + " holds, in a type that reads it; docs/state.md says which changes"
                            + " keep state. If the state is to be given up, say so in CHANGELOG.md"
                            + " and write the savepoint anew with -D"
                            + WRITE
                            + "=true)",
                    failure);
        }
    }

    /** A run from a savepoint. */
    public interface Restored {
        void run() throws Exception;
    }

    public long bytes() throws IOException {
        try (Stream<Path> files = Files.list(path())) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    /** The innermost cause, which names operator or state. */
    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(
                            file -> {
                                try {
                                    Files.delete(file);
                                } catch (IOException failure) {
                                    throw new UncheckedIOException(failure);
                                }
                            });
        }
    }
}
