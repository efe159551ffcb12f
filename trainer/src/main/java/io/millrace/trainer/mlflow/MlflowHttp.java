package io.millrace.trainer.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Requests to a tracking server; the token is sent and never told. */
final class MlflowHttp {
    private static final String BASE = "/api/2.0/";
    private static final int NOT_FOUND = 404;
    private static final int OK = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();
    private final URI server;
    private final String token;

    MlflowHttp(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    URI server() {
        return server;
    }

    /** Posts JSON and gives the answer's. */
    JsonNode post(String path, ObjectNode content) throws IOException, InterruptedException {
        HttpRequest request =
                request("mlflow/" + path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(content.toString()))
                        .build();
        return JSON.readTree(require(request, send(request)));
    }

    /** Asks with one argument; nothing where the server knows none. */
    Optional<JsonNode> find(String path, String name, String value)
            throws IOException, InterruptedException {
        String query = "?" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        HttpRequest request = request("mlflow/" + path + query).GET().build();
        HttpResponse<String> answer = send(request);
        return answer.statusCode() == NOT_FOUND
                ? Optional.empty()
                : Optional.of(JSON.readTree(require(request, answer)));
    }

    /** Stores a file. */
    void put(String path, Path file) throws IOException, InterruptedException {
        HttpRequest request =
                request(path)
                        .header("Content-Type", "application/octet-stream")
                        .PUT(BodyPublishers.ofFile(file))
                        .build();
        require(request, send(request));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server + BASE + path))
                        .timeout(Duration.ofSeconds(60));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest request)
            throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofString());
    }

    private static String require(HttpRequest request, HttpResponse<String> answer)
            throws IOException {
        if (answer.statusCode() != OK) {
            throw new IOException(
                    request.method()
                            + " "
                            + request.uri().getPath()
                            + ": "
                            + answer.statusCode()
                            + " "
                            + answer.body().strip()
                            + " (expected: 200)");
        }
        return answer.body();
    }
}
