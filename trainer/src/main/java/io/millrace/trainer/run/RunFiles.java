package io.millrace.trainer.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.millrace.trainer.TrainerFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * The folder of a run. A file is there whole or not at all, so a run that was killed goes on from
 * what is there.
 */
final class RunFiles {

    static final String RESULTS = "results.json";
    static final String REPORT = "report.html";
    static final String REFERENCE = "reference.json";
    private static final String IDENTITY = "run.json";
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path folder;

    private RunFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * Begins a run in a new folder, or goes on with the same run in one that is there.
     *
     * @throws TrainerFailure when the folder holds anything else, with what differs
     */
    static RunFiles open(Path folder, RunIdentity identity) {
        RunFiles files = new RunFiles(folder);
        Path known = folder.resolve(IDENTITY);
        try {
            if (!Files.exists(folder)) {
                Files.createDirectories(folder);
                files.write(IDENTITY, identity);
            } else if (!Files.exists(known)) {
                throw TrainerFailure.usage(
                        "--out: "
                                + folder
                                + " exists (expected: a new folder, or one of this run)");
            }
            RunIdentity there = JSON.readValue(known.toFile(), RunIdentity.class);
            List<String> differences = identity.differencesFrom(there);
            if (!differences.isEmpty()) {
                throw TrainerFailure.usage(
                        "--out: %s holds another run (expected: a new folder):\n  %s"
                                .formatted(folder, String.join("\n  ", differences)));
            }
        } catch (IOException e) {
            throw TrainerFailure.failed("--out: " + folder + ": " + e);
        }
        return files;
    }

    Path folder() {
        return folder;
    }

    Path progress(int fold, String learner) {
        return folder.resolve("progress-%02d-%s".formatted(fold, learner));
    }

    Optional<FoldResult> result(int fold, String learner) throws IOException {
        Path file = folder.resolve(name(fold, learner));
        return Files.exists(file)
                ? Optional.of(JSON.readValue(file.toFile(), FoldResult.class))
                : Optional.empty();
    }

    void write(FoldResult result) throws IOException {
        write(name(result.fold(), result.learner()), result);
    }

    void write(String name, Object content) throws IOException {
        write(name, text(content) + "\n");
    }

    void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path unfinished = file.resolveSibling("." + file.getFileName() + ".unfinished");
        Files.writeString(unfinished, text);
        Files.move(
                unfinished,
                file,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    static String text(Object content) {
        try {
            return JSON.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + content, e);
        }
    }

    private static String name(int fold, String learner) {
        return "folds/fold-%02d-%s.json".formatted(fold, learner);
    }
}
