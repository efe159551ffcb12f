package io.millrace.connectors.models;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What the export of a training run leaves in its folder: which artifact was compared with the
 * trainer, and how far the two are apart.
 *
 * @param sha256 of the artifact
 * @param parity the largest difference of any number
 */
public record ExportRecord(
        @JsonProperty(value = "sha256", required = true) String sha256,
        @JsonProperty(value = "parity", required = true) double parity) {

    private static final String FILE = "export.json";

    /** Writes it into a run's folder, over that of an earlier export. */
    public void write(Path folder) throws IOException {
        Files.write(
                folder.resolve(FILE),
                new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
    }

    /**
     * Reads that of a run's folder.
     *
     * @throws RegistryException where nothing was exported from the run
     */
    static ExportRecord read(Path folder) {
        try {
            return new ObjectMapper()
                    .readValue(Files.readAllBytes(folder.resolve(FILE)), ExportRecord.class);
        } catch (NoSuchFileException missing) {
            throw new RegistryException(
                    folder
                            + ": no "
                            + FILE
                            + " (expected: an artifact of ./millrace export --run "
                            + folder
                            + " --out FILE, which compares it with the trainer)");
        } catch (IOException e) {
            throw new RegistryException(
                    folder.resolve(FILE) + ": " + e + " (expected: what export has written)");
        }
    }

    /**
     * Lets an artifact through that is the compared one.
     *
     * @throws RegistryException naming both, where it is another
     */
    void require(Path artifact, String found) {
        if (!found.equals(sha256)) {
            throw new RegistryException(
                    artifact
                            + ": sha256 "
                            + found
                            + " (expected: "
                            + sha256
                            + ", which export has compared with the trainer)");
        }
    }
}
