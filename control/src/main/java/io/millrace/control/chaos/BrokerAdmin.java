package io.millrace.control.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The switches of the simulator, which only a test of it may use. */
final class BrokerAdmin {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();
    private final URI broker;

    BrokerAdmin(URI broker) {
        this.broker = broker;
    }

    /** Sets one fault for a while. */
    void script(String kind, String path, long delayMillis, long forMillis)
            throws IOException, InterruptedException {
        Map<String, Object> fault =
                Map.of(
                        "kind",
                        kind,
                        "path",
                        path,
                        "for",
                        Duration.ofMillis(forMillis).toString(),
                        "share",
                        1,
                        "delay",
                        Duration.ofMillis(delayMillis).toString());
        HttpResponse<String> answer =
                client.send(
                        HttpRequest.newBuilder(broker.resolve("/admin/faults"))
                                .timeout(PATIENCE)
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                JSON.writeValueAsString(List.of(fault))))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(
                    "broker: "
                            + answer.statusCode()
                            + " to the fault "
                            + kind
                            + ": "
                            + answer.body());
        }
    }

    boolean answers() throws InterruptedException {
        try {
            HttpRequest question =
                    HttpRequest.newBuilder(broker.resolve("/admin/state"))
                            .timeout(PATIENCE)
                            .build();
            return client.send(question, HttpResponse.BodyHandlers.discarding()).statusCode()
                    == 200;
        } catch (IOException away) {
            return false;
        }
    }
}
