package io.millrace.control.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.control.CliRun;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a live run shows of itself: health, metrics, and a log that a machine can read. */
class LiveObservationTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROFILE =
            """
            strategy: {name: seen}
            alphas: {macd: {threshold: 0.0005}}
            ensemble:
              min-confidence: 0.35
              gates-off: [average-volume, spread, earnings-blackout, expected-move]
            risk:
              max-orders-per-minute: 100
              max-orders-per-symbol-day: 100
              cooldown: 0m
              cvar: {max: 0.9}
              max-correlation: 1
              fat-finger: {max-volume-share: 1}
            live: {feed-silence: 30m, stale-after: 30m}
            """;

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir private Path folder;

    @Test
    void aRunTellsHowItIsWhatItDidAndWhichOrderBelongsToWhichDecision() throws Exception {
        String tape = folder.resolve("tape").toString();
        String config = Files.writeString(folder.resolve("c.yaml"), PROFILE).toString();
        CliRun synth =
                CliRun.of(
                        "tape",
                        "synth",
                        "--symbols",
                        "AAA,BBB",
                        "--days",
                        "1",
                        "--seed",
                        "7",
                        "--out",
                        tape);
        assertThat(synth.code()).as(synth.err()).isZero();
        Path log = folder.resolve("log");
        String metrics;
        try (ChildProcess run =
                ChildProcess.start(
                        log,
                        Map.of("MILLRACE_LOG", "info", "MILLRACE_LOG_FORMAT", "json"),
                        "run",
                        "--tape",
                        tape,
                        "--config",
                        config,
                        "--speed",
                        "2000",
                        "--run-id",
                        "seen",
                        "--home",
                        folder.resolve("home").toString())) {
            URI at = URI.create(run.awaitLine("Health and metrics at "));

            JsonNode health = awaitHealthy(at);
            assertThat(health.path("process").asText()).isEqualTo("run seen");
            assertThat(health.at("/checks/job/reason").asText()).isEqualTo("RUNNING");
            assertThat(health.at("/checks/broker/status").asText()).isEqualTo("UP");

            metrics = awaitMetrics(at, "verdict=\"approved\"");
            assertThat(run.exitCode()).as(run.said()).isZero();
        }
        assertThat(metrics)
                .contains(
                        "events_processed_total{stage=\"market\",subtask_index=\"0\"}",
                        "events_processed_total{stage=\"ensemble\"",
                        "broker_requests_total{kind=\"SUBMIT\",outcome=\"TAKEN\"",
                        "event_latency_seconds{quantile=\"0.99\",stage=\"account\"",
                        "kill_switch_active{account=\"backtest\",subtask_index=\"0\"} 0.0",
                        "account_reconciled{account=\"backtest\",subtask_index=\"0\"}",
                        "position_count{account=\"backtest\"",
                        "unprotected_position_seconds{account=\"backtest\"",
                        "health_check_up{check=\"job\"} 1.0",
                        "jvm_memory_used_bytes");

        Set<String> inLog = correlations(jsonLines(log));
        Set<String> onRecord = new HashSet<>();
        for (String line : Files.readAllLines(folder.resolve("home/runs/seen/audit.jsonl"))) {
            String id = JSON.readTree(line).path("correlationId").asText("");
            if (!id.isEmpty() && !id.equals("null")) {
                onRecord.add(id);
            }
        }
        assertThat(inLog).isNotEmpty().isEqualTo(onRecord);
    }

    private static List<JsonNode> jsonLines(Path log) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            if (line.startsWith("{")) {
                JsonNode event = JSON.readTree(line);
                assertThat(event.path("ts").asText())
                        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
                assertThat(event.path("level").asText()).isIn("INFO", "WARN", "ERROR");
                assertThat(event.path("logger").asText()).isNotEmpty();
                assertThat(event.path("message").isTextual()).isTrue();
                lines.add(event);
            }
        }
        return lines;
    }

    private static Set<String> correlations(List<JsonNode> lines) {
        Set<String> correlations = new HashSet<>();
        for (JsonNode line : lines) {
            if (line.has("correlation_id")) {
                correlations.add(line.path("correlation_id").asText());
                assertThat(line.path("message").asText()).contains(" by ");
            }
        }
        return correlations;
    }

    private JsonNode awaitHealthy(URI at) throws Exception {
        HttpResponse<String> last;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        do {
            last = get(at.resolve("/health"));
        } while (last.statusCode() != 200 && System.nanoTime() < deadline);
        assertThat(last.statusCode()).as(last.body()).isEqualTo(200);
        return JSON.readTree(last.body());
    }

    private String awaitMetrics(URI at, String wanted) throws Exception {
        String last;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        do {
            last = get(at.resolve("/metrics")).body();
        } while (!(last.contains(wanted) && last.contains("outcome=\"TAKEN\""))
                && System.nanoTime() < deadline);
        return last;
    }

    private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
