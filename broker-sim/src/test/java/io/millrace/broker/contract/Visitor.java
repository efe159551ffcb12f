package io.millrace.broker.contract;

import io.millrace.broker.stream.SocketClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Somebody who asks a broker.
 *
 * <p>It buys nothing: every order that it means to have accepted is for one share at a price that
 * no market sees, and is canceled before the next card.
 */
final class Visitor {

    /** What every card trades. */
    static final String SYMBOL = "AAPL";

    /** An order's number that nobody has. */
    static final String NOBODY = "00000000-0000-4000-8000-000000000000";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI broker;
    private final String key;
    private final String secret;
    private final String stem;
    private final AtomicInteger names = new AtomicInteger();

    /**
     * Somebody with keys.
     *
     * @param stem what the names of its orders begin with; brokers never forget a name
     */
    Visitor(URI broker, String key, String secret, String stem) {
        this.broker = broker;
        this.key = key;
        this.secret = secret;
        this.stem = stem;
    }

    /** A name that no order has. */
    String name() {
        return stem + "-" + names.incrementAndGet();
    }

    Answered get(String path) throws IOException, InterruptedException {
        return ask("GET", path, "");
    }

    Answered delete(String path) throws IOException, InterruptedException {
        return ask("DELETE", path, "");
    }

    Answered patch(String path, String body) throws IOException, InterruptedException {
        return ask("PATCH", path, body);
    }

    /** Submits an order with these fields, in single quotes. */
    Answered order(String fields) throws IOException, InterruptedException {
        return ask("POST", "/v2/orders", "{'symbol':'" + SYMBOL + "'," + fields + "}");
    }

    /** One share at a tenth of any price, under this name. */
    Answered far(String name) throws IOException, InterruptedException {
        return order(
                ("'qty':'1','side':'buy','type':'limit','limit_price':'10','time_in_force':'gtc',"
                                + "'client_order_id':'%s'")
                        .formatted(name));
    }

    /** Waits until an order has come to this status, and says which it has in the end. */
    String settled(String id, String status) throws IOException, InterruptedException {
        Instant limit = Instant.now().plus(PATIENCE); // determinism: a deadline
        String found = get("/v2/orders/" + id).at("status");
        while (!found.isEmpty()
                && !found.equals(status)
                && Instant.now().isBefore(limit)) { // determinism: a deadline
            Thread.onSpinWait();
            found = get("/v2/orders/" + id).at("status");
        }
        return found;
    }

    /** Cancels what an answer speaks of, where it is an order. */
    void forget(Answered order) throws IOException, InterruptedException {
        if (order.body().has("id")) {
            delete("/v2/orders/" + order.at("id"));
        }
    }

    boolean hasOrders() throws IOException, InterruptedException {
        return !get("/v2/orders?status=open").body().isEmpty();
    }

    /** Opens the order stream; what is said to it is said with the visitor's keys. */
    SocketClient stream() {
        return SocketClient.open(
                URI.create(broker.toString().replaceFirst("^http", "ws") + "/stream"));
    }

    String authentication() {
        return "{'action':'authenticate','data':{'key_id':'%s','secret_key':'%s'}}"
                .formatted(key, secret);
    }

    /** Asks with keys of one's own. */
    Answered askWith(String otherKey, String otherSecret, String path)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).GET();
        if (!otherKey.isEmpty()) {
            request.header("APCA-API-KEY-ID", otherKey);
            request.header("APCA-API-SECRET-KEY", otherSecret);
        }
        return Answered.of(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    }

    private Answered ask(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request =
                request(path)
                        .header("APCA-API-KEY-ID", key)
                        .header("APCA-API-SECRET-KEY", secret)
                        .method(
                                method,
                                HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
                        .build();
        return Answered.of(client.send(request, HttpResponse.BodyHandlers.ofString()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(broker + path))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(PATIENCE);
    }
}
