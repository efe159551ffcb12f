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

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String FAULTS = "/admin/faults";
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

    /** Sets one fault until {@link #behave}. */
    void script(String kind, String path, long delayMillis)
            throws IOException, InterruptedException {
        Map<String, Object> fault =
                Map.of("kind", kind, "path", path, "delay", delayMillis + "ms", "share", 1);
        send(
                HttpRequest.newBuilder(broker.resolve(FAULTS))
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        JSON.writeValueAsString(
                                                Map.of("faults", List.of(fault))))));
    }

    /** Takes all faults back. */
    void behave() throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(broker.resolve(FAULTS)).DELETE());
    }

    private void send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(
                        request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(
                    "broker: " + answer.statusCode() + " to a fault: " + answer.body());
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
