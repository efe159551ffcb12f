package io.millrace.control.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;

/**
 * Where Flink keeps what only one process needs, among it a library of 24 MB that it unpacks at
 * every start. It lies in the run's folder, so that what a killed process leaves is cleared by the
 * one that goes on.
 */
public final class Scratch implements AutoCloseable {

    private static final String NAME = ".flink";

    /** What Flink reads as the end of one folder and the start of the next. */
    private static final Pattern SEPARATOR = Pattern.compile("[,:|]");

    private final Path folder;

    private Scratch(Path folder) {
        this.folder = folder;
    }

    /** An empty one in a run's folder. */
    public static Scratch in(Path run) throws IOException {
        Path folder = run.resolve(NAME);
        UnfinishedFiles.remove(folder);
        Files.createDirectories(folder);
        return new Scratch(folder);
    }

    /** Has Flink use it, unless Flink would take its path for several. */
    public void useBy(Configuration configuration) {
        if (!SEPARATOR.matcher(folder.toString()).find()) {
            configuration.set(CoreOptions.TMP_DIRS, folder.toString());
        }
    }

    /** Removes it, also while Flink is still tidying up in it. */
    @Override
    public void close() {
        UnfinishedFiles.remove(folder);
    }
}
