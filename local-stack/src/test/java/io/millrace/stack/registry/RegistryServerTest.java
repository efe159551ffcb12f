package io.millrace.stack.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.stack.server.Place;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
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

            registry.kill();
            registry.launch();
            registry.awaitHealthy();

            assertThat(get(registry, "/subjects")).isEqualTo("[\"quotes-value\"]");
            assertThat(get(registry, "/config")).contains("BACKWARD");
        }
    }

    private static String record(String fields) {
        return "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"Quote\\\",\\\"fields\\\":["
                + fields
                + "]}\"}";
    }

    private static HttpResponse<String> post(RegistryServer registry, String schema)
            throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(
                                URI.create(registry.url() + "/subjects/quotes-value/versions"))
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
