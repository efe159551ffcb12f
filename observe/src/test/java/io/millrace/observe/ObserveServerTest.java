package io.millrace.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ObserveServerTest {

    private final AtomicBoolean brokerIsThere = new AtomicBoolean(true);
    private final HttpClient client = HttpClient.newHttpClient();
    private final Metrics metrics = Metrics.empty();
    private ObserveServer server;

    @BeforeEach
    void start() throws IOException {
        Health health =
                Health.of("test")
                        .with("disk", () -> HealthCheck.Finding.passed("3 GB free"))
                        .with(
                                "broker",
                                () -> {
                                    if (!brokerIsThere.get()) {
                                        throw new IOException("connection refused");
                                    }
                                    return HealthCheck.Finding.passed("answers");
                                });
        server = ObserveServer.onLoopback(0, health, metrics);
    }

    @AfterEach
    void stop() {
        server.close();
        metrics.close();
    }

    @Test
    void aHealthyProcessSaysSoWithItsReasons() throws Exception {
        HttpResponse<String> answer = ask("GET", "/health");

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode report = new ObjectMapper().readTree(answer.body());
        assertThat(report.path("status").asText()).isEqualTo("UP");
        assertThat(report.path("process").asText()).isEqualTo("test");
        assertThat(report.at("/checks/disk/reason").asText()).isEqualTo("3 GB free");
        assertThat(metricsNow()).contains("health_check_up{check=\"broker\"} 1.0");
    }

    @Test
    void oneFailedCheckMakesTheProcessUnavailableAndSaysWhy() throws Exception {
        brokerIsThere.set(false);

        HttpResponse<String> answer = ask("GET", "/health");

        assertThat(answer.statusCode()).isEqualTo(503);
        JsonNode report = new ObjectMapper().readTree(answer.body());
        assertThat(report.path("status").asText()).isEqualTo("DOWN");
        assertThat(report.at("/checks/disk/status").asText()).isEqualTo("UP");
        assertThat(report.at("/checks/broker/status").asText()).isEqualTo("DOWN");
        assertThat(report.at("/checks/broker/reason").asText()).contains("connection refused");
        assertThat(metricsNow())
                .contains(
                        "health_check_up{check=\"broker\"} 0.0",
                        "health_check_up{check=\"disk\"} 1.0");
        assertThat(ask("GET", "/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void metricsComeInPrometheusTextFormat() throws Exception {
        HttpResponse<String> answer = ask("GET", "/metrics");

        assertThat(answer.headers().firstValue("Content-Type"))
                .contains(ObserveServer.METRICS_TYPE);
        assertThat(answer.body()).contains("# TYPE health_check_up gauge");
    }

    @Test
    void otherPathsAndMethodsAreRefused() throws Exception {
        assertThat(ask("GET", "/").statusCode()).isEqualTo(404);
        assertThat(ask("POST", "/metrics").statusCode()).isEqualTo(405);
        assertThat(ask("HEAD", "/health").body()).isEmpty();
    }

    private String metricsNow() throws IOException, InterruptedException {
        return ask("GET", "/metrics").body();
    }

    private HttpResponse<String> ask(String method, String path)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(server.uri().resolve(path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
