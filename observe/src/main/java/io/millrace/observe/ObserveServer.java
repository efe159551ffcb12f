package io.millrace.observe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * {@code /health}, {@code /health/live} and {@code /metrics} of a process that has no web server of
 * its own.
 *
 * <p>{@code /health/live} is always 200: it asks whether the process answers, not how it is, so a
 * supervisor that restarts on it does not restart a process for a broker that is away.
 */
public final class ObserveServer implements AutoCloseable {

    /** The content type of Prometheus' text format. */
    public static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final String JSON_TYPE = "application/json; charset=utf-8";
    private static final int BACKLOG = 16;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;

    private final HttpServer server;
    private final ExecutorService thread;

    private ObserveServer(HttpServer server, ExecutorService thread) {
        this.server = server;
        this.thread = thread;
    }

    /**
     * Listens.
     *
     * @param address where; port 0 is any free one
     */
    public static ObserveServer start(InetSocketAddress address, Health health, Metrics metrics)
            throws IOException {
        health.measure(metrics);
        HttpServer server = HttpServer.create(address, BACKLOG);
        ExecutorService thread =
                Executors.newSingleThreadExecutor(
                        work -> {
                            Thread daemon = new Thread(work, "observe");
                            daemon.setDaemon(true);
                            return daemon;
                        });
        server.setExecutor(thread);
        server.createContext("/", exchange -> answer(exchange, health, metrics));
        server.start();
        return new ObserveServer(server, thread);
    }

    /** Listens on this machine's loopback address alone. */
    public static ObserveServer onLoopback(int port, Health health, Metrics metrics)
            throws IOException {
        return start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), health, metrics);
    }

    /** Where it is, without a slash at the end. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        thread.shutdownNow();
    }

    private static void answer(HttpExchange exchange, Health health, Metrics metrics)
            throws IOException {
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            send(exchange, METHOD_NOT_ALLOWED, JSON_TYPE, "{\"message\":\"only GET\"}");
            return;
        }
        switch (exchange.getRequestURI().getPath()) {
            case "/health" -> {
                HealthReport report = health.report();
                send(exchange, report.httpStatus(), JSON_TYPE, report.json());
            }
            case "/health/live" -> send(exchange, OK, JSON_TYPE, "{\"status\":\"UP\"}");
            case "/metrics" -> send(exchange, OK, METRICS_TYPE, metrics.scrape());
            default ->
                    send(
                            exchange,
                            NOT_FOUND,
                            JSON_TYPE,
                            "{\"message\":\"expected: /health, /health/live or /metrics\"}");
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        boolean bare = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, bare ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            if (!bare) {
                out.write(body);
            }
        }
        exchange.close();
    }
}
