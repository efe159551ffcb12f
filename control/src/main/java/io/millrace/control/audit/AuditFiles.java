package io.millrace.control.audit;

import io.millrace.connectors.audit.AuditUnreadable;
import io.millrace.flink.audit.AuditStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where runs leave their audit when nobody says where to look. */
final class AuditFiles {

    private static final int RUNS_BELOW = 4;

    private AuditFiles() {}

    /** The audit file that was written last, below {@code out} or Millrace's home. */
    static Path newest() {
        List<Path> found = new ArrayList<>();
        List<Path> places =
                List.of(Path.of("out"), Path.of(System.getProperty("user.home"), ".millrace"));
        for (Path place : places) {
            if (Files.isDirectory(place)) {
                found.addAll(below(place));
            }
        }
        Optional<Path> newest = found.stream().max(Comparator.comparing(AuditFiles::written));
        return newest.orElseThrow(
                () ->
                        new AuditUnreadable(
                                "no "
                                        + AuditStage.FILE
                                        + " below "
                                        + places
                                        + " (expected: --file or --db)",
                                null));
    }

    private static List<Path> below(Path place) {
        try (Stream<Path> files = Files.walk(place, RUNS_BELOW)) {
            return files.filter(file -> file.endsWith(AuditStage.FILE)).toList();
        } catch (IOException unreadable) {
            throw new AuditUnreadable(place + ": " + unreadable, unreadable);
        }
    }

    private static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }
}
