package io.millrace.trainer.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.trainer.TrainerFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An MLflow tracking server that is told of training runs: {@code experiments}, {@code runs} and,
 * for files, the server's own artifact proxy.
 */
public final class TrackingServer {
    /** The variable that names the server, as MLflow's own clients read it. */
    public static final String VARIABLE = "MLFLOW_TRACKING_URI";

    private static final String EXPERIMENT_VARIABLE = "MLFLOW_EXPERIMENT_NAME";
    private static final String TOKEN_VARIABLE = "MLFLOW_TRACKING_TOKEN";
    private static final String EXPERIMENT = "millrace";
    private static final String OURS = "millrace.run";
    private static final String PROXIED = "mlflow-artifacts:/";
    private static final int LONGEST_PARAM = 6_000;
    private static final int LARGEST_BATCH = 100;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final MlflowHttp http;
    private final String experiment;

    private TrackingServer(MlflowHttp http, String experiment) {
        this.http = http;
        this.experiment = experiment;
    }

    /**
     * The server that the environment names, if it names one.
     *
     * @throws TrainerFailure when what it names is no address over HTTP
     */
    public static Optional<TrackingServer> of(Map<String, String> environment) {
        String uri = environment.getOrDefault(VARIABLE, "").strip();
        if (uri.isEmpty()) {
            return Optional.empty();
        }
        if (!uri.matches("https?://[^/\\s@]+(/[^\\s?#@]*)?")) {
            throw TrainerFailure.usage(
                    VARIABLE
                            + ": not an address of a server (expected: one such as"
                            + " http://127.0.0.1:5000, without a password)");
        }
        return Optional.of(
                new TrackingServer(
                        new MlflowHttp(
                                URI.create(uri.replaceFirst("/+$", "")),
                                environment.getOrDefault(TOKEN_VARIABLE, "")),
                        environment.getOrDefault(EXPERIMENT_VARIABLE, EXPERIMENT)));
    }

    /**
     * Logs a run that is over, or completes the log of one that was told before.
     *
     * @return where people find it
     */
    public String log(TrackedRun run, long atMillis) throws IOException, InterruptedException {
        String experimentId = experimentId();
        JsonNode known = known(experimentId, run.id());
        JsonNode info = known.isMissingNode() ? created(experimentId, run, atMillis) : known;
        String runId = info.path("run_id").asText();
        logValues(runId, run, atMillis);
        for (Path file : run.artifacts()) {
            store(info.path("artifact_uri").asText(), file);
        }
        http.post(
                "runs/update",
                NODES.objectNode()
                        .put("run_id", runId)
                        .put("status", "FINISHED")
                        .put("end_time", atMillis));
        return http.server() + "/#/experiments/" + experimentId + "/runs/" + runId;
    }

    private String experimentId() throws IOException, InterruptedException {
        Optional<JsonNode> found =
                http.find("experiments/get-by-name", "experiment_name", experiment);
        if (found.isPresent()) {
            return found.get().path("experiment").path("experiment_id").asText();
        }
        return http.post("experiments/create", NODES.objectNode().put("name", experiment))
                .path("experiment_id")
                .asText();
    }

    /** The run as it was told before; missing where it was not. */
    private JsonNode known(String experimentId, String id)
            throws IOException, InterruptedException {
        ObjectNode question =
                NODES.objectNode()
                        .put("filter", "tags.`" + OURS + "` = '" + id + "'")
                        .put("max_results", 1);
        question.putArray("experiment_ids").add(experimentId);
        return http.post("runs/search", question).path("runs").path(0).path("info");
    }

    private JsonNode created(String experimentId, TrackedRun run, long atMillis)
            throws IOException, InterruptedException {
        ObjectNode question =
                NODES.objectNode()
                        .put("experiment_id", experimentId)
                        .put("run_name", run.name())
                        .put("start_time", atMillis);
        question.putArray("tags").addObject().put("key", OURS).put("value", run.id());
        return http.post("runs/create", question).path("run").path("info");
    }

    /** In batches: a server takes a hundred parameters and a thousand metrics at a time. */
    private void logValues(String runId, TrackedRun run, long atMillis)
            throws IOException, InterruptedException {
        List<ObjectNode> params = new ArrayList<>();
        run.params()
                .forEach(
                        (name, value) ->
                                params.add(
                                        NODES.objectNode()
                                                .put("key", plain(name))
                                                .put("value", shortened(value))));
        List<ObjectNode> metrics = new ArrayList<>();
        run.metrics().forEach((name, value) -> metric(metrics, name, value, 0, atMillis));
        run.steps()
                .forEach(one -> metric(metrics, one.metric(), one.value(), one.step(), atMillis));
        logBatches(runId, "params", params);
        logBatches(runId, "metrics", metrics);
    }

    private void logBatches(String runId, String what, List<ObjectNode> all)
            throws IOException, InterruptedException {
        for (int from = 0; from < all.size(); from += LARGEST_BATCH) {
            ObjectNode batch = NODES.objectNode().put("run_id", runId);
            batch.putArray(what)
                    .addAll(all.subList(from, Math.min(all.size(), from + LARGEST_BATCH)));
            http.post("runs/log-batch", batch);
        }
    }

    /** A number that is not known is not told. */
    private static void metric(
            List<ObjectNode> into, String name, double value, int step, long atMillis) {
        if (Double.isFinite(value)) {
            into.add(
                    NODES.objectNode()
                            .put("key", plain(name))
                            .put("value", value)
                            .put("timestamp", atMillis)
                            .put("step", step));
        }
    }

    private void store(String artifacts, Path file) throws IOException, InterruptedException {
        if (!artifacts.startsWith(PROXIED)) {
            throw new IOException(
                    "artifacts at " + artifacts + " (expected: a server with --serve-artifacts)");
        }
        String folder = artifacts.substring(PROXIED.length()).replaceFirst("^/+", "");
        http.put("mlflow-artifacts/artifacts/" + folder + "/" + file.getFileName(), file);
    }

    /** MLflow's names are made of letters, digits, spaces and _-./ only. */
    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9_./ -]", "_");
    }

    private static String shortened(String value) {
        return value.length() <= LONGEST_PARAM ? value : value.substring(0, LONGEST_PARAM);
    }
}
