package io.millrace.control.run;

import io.millrace.control.CommandFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a run's results: it appears under its name complete or not at all. Until it is
 * published the files lie in a hidden folder beside it, which a failure or Ctrl-C removes.
 */
public final class RunFolder implements AutoCloseable {

    private final Path published;
    private final Path working;
    private final Deque<Path> parentsMade;
    private final Thread removal;

    private RunFolder(Path published, Path working, Deque<Path> parentsMade) {
        this.published = published;
        this.working = working;
        this.parentsMade = parentsMade;
        this.removal = new Thread(this::abandon, "remove-unfinished-results");
    }

    /**
     * Looks whether a folder could be claimed, for an early answer.
     *
     * @throws CommandFailure when it exists
     */
    public static Path free(Path out) {
        Path wanted = out.toAbsolutePath().normalize();
        refuseExisting(wanted);
        return out;
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
        Deque<Path> parentsMade = missing(parent);
        try {
            Files.createDirectories(parent);
            Path working = makeHidden(parent, String.valueOf(published.getFileName()));
            RunFolder folder = new RunFolder(published, working, parentsMade);
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

    /** Where they are found afterwards. */
    public Path published() {
        return published;
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
        UnfinishedFiles.remove(working);
        removeParents();
        try {
            Runtime.getRuntime().removeShutdownHook(removal);
        } catch (IllegalStateException shuttingDown) {
            // the hook is already running, and does what it is for
        }
    }

    private void abandon() {
        UnfinishedFiles.removeAtShutdown(working);
        removeParents();
    }

    /** Takes back the folders above that were made for this one, as far as they are empty. */
    private void removeParents() {
        try {
            for (Path parent : parentsMade) {
                Files.deleteIfExists(parent);
            }
        } catch (DirectoryNotEmptyException inUse) {
            // the results, or somebody else's
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folders that are not there, the deepest first. */
    private static Deque<Path> missing(Path folder) {
        Deque<Path> missing = new ArrayDeque<>();
        for (@Nullable Path one = folder;
                one != null && !Files.exists(one);
                one = one.getParent()) {
            missing.addLast(one);
        }
        return missing;
    }

    /** Made with the rights that the user's other folders get, for it is published as it is. */
    private static Path makeHidden(Path parent, String name) throws IOException {
        for (int attempt = 0; ; attempt++) {
            Path hidden =
                    parent.resolve(
                            "."
                                    + name
                                    + ".unfinished-"
                                    + ProcessHandle.current().pid()
                                    + (attempt == 0 ? "" : "-" + attempt));
            try {
                return Files.createDirectory(hidden);
            } catch (FileAlreadyExistsException ofAKilledRun) {
                // the next number is free
            }
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
}
