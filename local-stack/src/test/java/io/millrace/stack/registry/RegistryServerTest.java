package io.millrace.stack.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.stack.server.Place;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryServerTest {

    private static final String ONE_FIELD =
            record("{\\\"name\\\":\\\"symbol\\\",\\\"type\\\":\\\"string\\\"}");
    private static final String NEW_FIELD_WITHOUT_DEFAULT =
            record(
                    "{\\\"name\\\":\\\"symbol\\\",\\\"type\\\":\\\"string\\\"},"
                            + "{\\\"name\\\":\\\"price\\\",\\\"type\\\":\\\"double\\\"}");

    @Test
    void refusesASchemaThatCannotReadWhatIsThereAndRemembersOverAKill(@TempDir Path folder)
            throws Exception {
        try (RegistryServer registry = RegistryServer.start(Place.in(folder))) {
            assertThat(post(registry, ONE_FIELD).statusCode()).isEqualTo(200);
            assertThat(post(registry, NEW_FIELD_WITHOUT_DEFAULT).statusCode()).isEqualTo(409);
            assertThat(get(registry, "/config")).contains("BACKWARD");

            restart(registry);
            assertThat(get(registry, "/subjects")).isEqualTo("[\"quotes-value\"]");
            for (String subject : List.of("bars-value", "fills-value")) {
                assertThat(post(registry, subject, ONE_FIELD).statusCode()).isEqualTo(200);
                // at once after the answer
                restart(registry);
                assertThat(get(registry, "/subjects")).contains(subject);
            }
            assertThat(get(registry, "/config")).contains("BACKWARD");
        }
    }

    private static void restart(RegistryServer registry) {
        registry.kill();
        registry.launch();
        registry.awaitHealthy();
    }

    private static String record(String fields) {
        return "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"Quote\\\",\\\"fields\\\":["
                + fields
                + "]}\"}";
    }

    private static HttpResponse<String> post(RegistryServer registry, String schema)
            throws IOException, InterruptedException {
        return post(registry, "quotes-value", schema);
    }

    private static HttpResponse<String> post(RegistryServer registry, String subject, String schema)
            throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(
                                URI.create(registry.url() + "/subjects/" + subject + "/versions"))
                        .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                        .POST(HttpRequest.BodyPublishers.ofString(schema))
                        .build());
    }

    private static String get(RegistryServer registry, String path)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(registry.url() + path)).build()).body();
    }

    private static HttpResponse<String> send(HttpRequest request)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
