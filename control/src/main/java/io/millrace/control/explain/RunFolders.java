package io.millrace.control.explain;

import io.millrace.flink.output.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Where runs are when nobody says where to look. */
final class RunFolders {

    private static final int RUNS_BELOW = 4;

    private RunFolders() {}

    /** The folder whose decisions were written last, below {@code out} or Millrace's home. */
    static Path newest() {
        List<Path> places =
                List.of(Path.of("out"), Path.of(System.getProperty("user.home"), ".millrace"));
        List<Path> found = new ArrayList<>();
        for (Path place : places) {
            if (Files.isDirectory(place)) {
                try (Stream<Path> files = Files.walk(place, RUNS_BELOW)) {
                    files.filter(file -> file.endsWith(RunFiles.DECISIONS)).forEach(found::add);
                } catch (IOException unreadable) {
                    throw ExplainCommand.unreadable(place + ": " + unreadable);
                }
            }
        }
        return found.stream()
                .max(Comparator.comparing(RunFolders::written))
                .map(file -> Objects.requireNonNull(file.getParent()))
                .orElseThrow(
                        () ->
                                ExplainCommand.unreadable(
                                        "no run below " + places + " (expected: --run or --db)"));
    }

    private static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }
}
