package io.millrace.stack.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an HTTP server on loopback said. */
public record HttpAnswer(int status, String body) {

    private static final int TIMEOUT_MILLIS = 10_000;

    public boolean isOk() {
        return status == HttpURLConnection.HTTP_OK;
    }

    /** Asks once; nothing where nobody answers. */
    public static Optional<HttpAnswer> get(String address) {
        return ask("GET", address, null);
    }

    /** Sends JSON once; nothing where nobody answers. */
    public static Optional<HttpAnswer> put(String address, String json) {
        return ask("PUT", address, json);
    }

    private static Optional<HttpAnswer> ask(String method, String address, @Nullable String json) {
        try {
            // the plain old client: it leaves no thread behind
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(address).toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setRequestMethod(method);
            if (json != null) {
                connection.setDoOutput(true);
                connection.setRequestProperty("Content-Type", "application/json");
                connection.getOutputStream().write(json.getBytes(StandardCharsets.UTF_8));
            }
            int status = connection.getResponseCode();
            return Optional.of(new HttpAnswer(status, body(connection, status)));
        } catch (IOException silent) {
            return Optional.empty();
        }
    }

    private static String body(HttpURLConnection connection, int status) throws IOException {
        try (InputStream body =
                status < HttpURLConnection.HTTP_BAD_REQUEST
                        ? connection.getInputStream()
                        : connection.getErrorStream()) {
            return body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
