package io.millrace.broker.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import io.millrace.broker.Routes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Some routes on a free port. */
public final class TestServer implements AutoCloseable {

    /** Lets in who says K and S. */
    public static final Credentials CREDENTIALS =
            (key, secret) -> key.equals("K") && secret.equals("S");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Server server;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public TestServer(Routes routes) {
        ServerBuilder builder = Server.builder().http(0).gracefulShutdownTimeoutMillis(0, 0);
        routes.addTo(builder);
        server = builder.build();
        server.start().join();
    }

    public URI socket(String path) {
        return URI.create("ws://127.0.0.1:" + server.activeLocalPort() + path);
    }

    public HttpRequest request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.activeLocalPort() + path));
        List<String> names = List.of(headers);
        for (int i = 0; i < names.size(); i += 2) {
            request.header(names.get(i), names.get(i + 1));
        }
        return request.timeout(Duration.ofSeconds(20)).build();
    }

    public HttpRequest known(String path) {
        return request(path, Credentials.KEY_HEADER, "K", Credentials.SECRET_HEADER, "S");
    }

    public HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    public HttpClient http() {
        return http;
    }

    /** The JSON that somebody who is known gets. */
    public JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(send(known(path)).body());
    }

    @Override
    public void close() {
        // the quiet period of its acceptor is nothing to wait for
        CompletableFuture<?> unused = server.stop();
    }
}
