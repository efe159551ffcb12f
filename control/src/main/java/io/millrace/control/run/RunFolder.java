package io.millrace.control.run;

import io.millrace.control.CommandFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The folder of a run's results: it appears under its name complete or not at all. Until it is
 * published the files lie in a hidden folder beside it, which a failure or Ctrl-C removes.
 */
public final class RunFolder implements AutoCloseable {

    private final Path published;
    private final Path working;
    private final Thread removal;

    private RunFolder(Path published, Path working) {
        this.published = published;
        this.working = working;
        this.removal = new Thread(() -> delete(working), "remove-unfinished-results");
    }

    /**
     * Claims a folder that does not exist yet.
     *
     * @throws CommandFailure when it exists or cannot be made
     */
    public static RunFolder claim(Path out) {
        Path published = out.toAbsolutePath().normalize();
        refuseExisting(published);
        Path parent = published.getParent();
        if (parent == null) {
            throw CommandFailure.usage("--out: " + out + " (expected: a folder to create)");
        }
        try {
            Files.createDirectories(parent);
            Path working =
                    Files.createTempDirectory(
                            parent, "." + published.getFileName() + ".unfinished-");
            RunFolder folder = new RunFolder(published, working);
            Runtime.getRuntime().addShutdownHook(folder.removal);
            return folder;
        } catch (IOException e) {
            throw CommandFailure.usage(
                    "--out: " + out + " (expected: a place where a folder can be made; " + e + ")");
        }
    }

    /** Where the files are written until the run is complete. */
    public Path working() {
        return working;
    }

    /** Gives the complete results their name. */
    public Path publish() {
        refuseExisting(published);
        try {
            Files.move(working, published);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return published;
    }

    @Override
    public void close() {
        delete(working);
        try {
            Runtime.getRuntime().removeShutdownHook(removal);
        } catch (IllegalStateException shuttingDown) {
            // the hook is already running, and does what it is for
        }
    }

    private static void refuseExisting(Path folder) {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw CommandFailure.usage(
                    "--out: "
                            + folder
                            + " exists (expected: a folder that does not; nothing is overwritten)");
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
