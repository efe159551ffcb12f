package io.millrace.stack.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders with all that is in them. */
public final class Folders {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Folders() {}

    /**
     * Deletes it, also while a server that is ending still deletes and writes there; a folder that
     * is not there is deleted already.
     */
    public static void delete(Path folder) {
        // the last attempt says what is wrong
        if (!Deadline.in(PATIENCE).await(() -> isDeleted(folder))) {
            deleteOnce(folder);
        }
    }

    private static boolean isDeleted(Path folder) {
        try {
            deleteOnce(folder);
            return true;
        } catch (UncheckedIOException stillChanging) {
            return false;
        }
    }

    private static void deleteOnce(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
