package io.millrace.control.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Removes what an unfinished run has written, also while the run is still being torn down. */
final class UnfinishedFiles {

    private static final Duration DATABASE_STOPS = Duration.ofSeconds(8);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int ATTEMPTS = 100;

    private UnfinishedFiles() {}

    /** Removes the folder of a run that has ended; Flink may still be tidying up in it. */
    static void remove(Path folder) {
        try {
            removeWhileUsed(folder);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Removes a folder in which somebody else may still write or delete, until it stays gone. */
    static void removeWhileUsed(Path folder) throws InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (isGone(folder)) {
                return;
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    /**
     * Removes the folder at the end of the process. The database stops first, since it would not
     * find its lock file otherwise; other writers may still add files, so it is tried again.
     */
    static void removeAtShutdown(Path folder) {
        try {
            awaitDatabase(folder.resolve(RunDatabase.DATA));
            removeWhileUsed(folder);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitDatabase(Path data) throws InterruptedException {
        try {
            var server = Postmaster.of(data);
            if (server.isPresent()) {
                server.get().awaitEnd(DATABASE_STOPS);
            }
        } catch (IOException unreadable) {
            // nothing to wait for can be read: its files are removed like all others
        }
    }

    private static boolean isGone(Path folder) {
        try {
            delete(folder);
            return !Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException | UncheckedIOException stillWritten) {
            return false;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException gone) {
            // published, or never made
        }
    }
}
