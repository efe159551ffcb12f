package io.millrace.connectors.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The results of a training run, as far as a model's card tells them. */
public final class TrainedRun {

    private static final String RESULTS = "results.json";
    private static final Map<String, String> METRICS =
            Map.of(
                    "pinball", "pinball",
                    "coverage", "coverage",
                    "hitRate", "hit_rate",
                    "sharpe", ModelCard.SHARPE,
                    "winRate", ModelCard.WIN_RATE,
                    "worstFold", ModelCard.WORST_FOLD,
                    "trades", "trades",
                    "totalReturn", "return");

    private final Path folder;
    private final JsonNode results;
    private final long finishedMillis;

    private TrainedRun(Path folder, JsonNode results, long finishedMillis) {
        this.folder = folder;
        this.results = results;
        this.finishedMillis = finishedMillis;
    }

    /**
     * Reads a run's folder.
     *
     * @throws RegistryException where it holds no finished run
     */
    public static TrainedRun read(Path folder) {
        Path file = folder.resolve(RESULTS);
        try {
            return new TrainedRun(
                    folder,
                    new ObjectMapper().readTree(file.toFile()),
                    Files.getLastModifiedTime(file).toMillis());
        } catch (IOException e) {
            throw new RegistryException(folder + ": " + e + " (expected: a finished training run)");
        }
    }

    /** The name of what was trained. */
    public String model() {
        return subject().path("learner").asText();
    }

    /**
     * The card of an artifact that was exported from the run.
     *
     * @param first its first state
     * @throws RegistryException where the export has not compared it with the trainer
     */
    public ModelCard card(String version, Path artifact, ModelCard.Step first) {
        Map<String, Double> metrics = new TreeMap<>();
        METRICS.forEach(
                (field, metric) -> {
                    JsonNode value = subject().path(field);
                    if (value.isNumber()) {
                        metrics.put(metric, value.asDouble());
                    }
                });
        Map<String, String> lineage = new TreeMap<>();
        results.path("identity")
                .fields()
                .forEachRemaining(fact -> lineage.put(fact.getKey(), fact.getValue().asText()));
        lineage.put("run", results.path("run").asText());
        List<String> verdict = new ArrayList<>();
        results.path("verdict").forEach(one -> verdict.add(one.asText()));
        try {
            ExportRecord exported = ExportRecord.read(folder);
            String sha256 = ModelRegistry.sha256(artifact);
            exported.require(artifact, sha256);
            lineage.put("parity", Double.toString(exported.parity()));
            return new ModelCard(
                    model(),
                    version,
                    sha256,
                    Files.size(artifact),
                    results.path("definition").asText(),
                    finishedMillis,
                    metrics,
                    lineage,
                    verdict,
                    List.of(first));
        } catch (IOException e) {
            throw new RegistryException(artifact + ": " + e + " (expected: an exported model)");
        }
    }

    private JsonNode subject() {
        JsonNode learners = results.path("learners");
        JsonNode last = learners.path(learners.size() - 1);
        if (last.isMissingNode()) {
            throw new RegistryException(RESULTS + ": no learner (expected: a training run)");
        }
        return last;
    }
}
