package io.millrace.control.explain;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.millrace.connectors.audit.AuditLines;
import io.millrace.domain.audit.AuditKind;
import io.millrace.domain.audit.AuditLink;
import io.millrace.flink.audit.AuditStage;
import io.millrace.flink.output.RunFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A run by the files that it left in its folder, whichever of them are there. */
final class FolderRows implements RunRows {

    private final Path folder;
    private final Map<String, Map<String, String>> manifest;

    /**
     * Opens a folder.
     *
     * @throws io.millrace.control.CommandFailure when there is no run in it
     */
    FolderRows(Path folder) {
        this.folder = folder;
        if (!Files.isRegularFile(folder.resolve(RunFiles.DECISIONS))) {
            throw ExplainCommand.unreadable(
                    folder + " (expected: the folder of a run, with " + RunFiles.DECISIONS + ")");
        }
        this.manifest = manifest(folder.resolve("manifest.json"));
    }

    @Override
    public String name() {
        return folder.toString();
    }

    @Override
    public Map<String, Map<String, String>> manifest() {
        return manifest;
    }

    @Override
    public List<Path> places() {
        Path parent = folder.toAbsolutePath().getParent();
        return parent == null ? List.of(Path.of("")) : List.of(Path.of(""), folder, parent);
    }

    @Override
    public void each(Kind kind, Consumer<Row> reader) {
        Path file =
                folder.resolve(
                        switch (kind) {
                            case DECISIONS -> RunFiles.DECISIONS;
                            case ORDERS -> RunFiles.ORDERS;
                            case FILLS -> RunFiles.FILLS;
                        });
        if (!Files.isRegularFile(file)) {
            return;
        }
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            rows.forEach(row -> reader.accept(row::getField));
        } catch (IOException | UncheckedIOException unreadable) {
            throw ExplainCommand.unreadable(file + ": " + unreadable.getMessage());
        }
    }

    @Override
    public void audit(AuditKind kind, Consumer<JsonNode> reader) {
        Path file = folder.resolve(AuditStage.FILE);
        if (!Files.isRegularFile(file)) {
            return;
        }
        try (AuditLines lines = new AuditLines(Files.newInputStream(file))) {
            Optional<AuditLines.Read> read = lines.next();
            for (; read.isPresent(); read = lines.next()) {
                AuditLink link = read.get().link();
                if (link != null && link.entry().kind().equals(kind.name())) {
                    reader.accept(RecordedForms.JSON.readTree(link.entry().payload()));
                }
            }
        } catch (IOException unreadable) {
            throw ExplainCommand.unreadable(file + ": " + unreadable.getMessage());
        }
    }

    private static Map<String, Map<String, String>> manifest(Path file) {
        if (!Files.isRegularFile(file)) {
            return Map.of();
        }
        try {
            JsonNode read = RecordedForms.JSON.readTree(file.toFile());
            return Map.of(
                    "configuration", RecordedForms.texts(read.path("configuration")),
                    "data", RecordedForms.texts(read.path("data")));
        } catch (IOException unreadable) {
            throw ExplainCommand.unreadable(file + ": " + unreadable.getMessage());
        }
    }
}
