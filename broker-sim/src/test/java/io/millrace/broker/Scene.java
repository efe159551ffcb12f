package io.millrace.broker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.millrace.broker.exchange.AccountTerms;
import io.millrace.broker.exchange.Exchange;
import io.millrace.broker.tape.MarketClock;
import io.millrace.connectors.files.TapeFilter;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.Resolution;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A real broker on a free port, whose bars the test plays itself. */
final class Scene implements AutoCloseable {

    /** A Tuesday's opening bell. */
    static final long OPEN = Instant.parse("2026-01-06T14:30:00Z").toEpochMilli();

    static final long MINUTE = 60_000;

    private static final JsonMapper JSON = new JsonMapper();

    /** What came back. */
    record Reply(int status, JsonNode body, String text, java.net.http.HttpHeaders headers) {

        String at(String pointer) {
            return body.at(pointer).asText();
        }
    }

    final BrokerServer server;
    final AtomicLong market;
    final AtomicLong wall = new AtomicLong(1_700_000_000_000L);
    private final HttpClient client = HttpClient.newHttpClient();
    private String key = "key";

    private Scene(BrokerOptions options, long startMillis) {
        market = new AtomicLong(startMillis);
        MarketClock clock =
                new MarketClock() {
                    @Override
                    public long nowMillis() {
                        return market.get();
                    }

                    @Override
                    public boolean isOver() {
                        return false;
                    }
                };
        List<String> symbols =
                options.tape().market() == Market.CRYPTO
                        ? List.of("BTCUSD")
                        : List.of("AAPL", "MSFT");
        server =
                BrokerServer.prepare(
                        options,
                        new BrokerServer.Market(
                                clock,
                                symbols,
                                startMillis,
                                JsonNodeFactory.instance.objectNode().put("name", "by hand")),
                        wall::get);
        server.listen(List.of(), List.of());
    }

    static BrokerOptions options(
            @Nullable Path ledger, @Nullable Path faults, int rateLimit, AccountTerms account) {
        return new BrokerOptions(
                new BrokerOptions.Listen(0, null, false),
                new BrokerOptions.Tape(
                        List.of(),
                        TapeFilter.ALL,
                        Market.XNYS,
                        Resolution.MINUTE,
                        Double.POSITIVE_INFINITY),
                account,
                BrokerOptions.paperVenue(),
                new BrokerOptions.Access(Keys.any(), rateLimit),
                new BrokerOptions.Files(ledger, faults));
    }

    /** A broker in the first minute of a session, with a price of 100 for AAPL. */
    static Scene open() {
        return on(null);
    }

    static Scene on(@Nullable Path ledger) {
        Scene scene = with(options(ledger, null, 0, AccountTerms.standard()));
        scene.bar(0, 100, 100, 100, 100);
        return scene;
    }

    static Scene with(BrokerOptions options) {
        return new Scene(options, OPEN);
    }

    static Scene startingAt(BrokerOptions options, long startMillis) {
        return new Scene(options, startMillis);
    }

    Exchange exchange() {
        return server.exchange();
    }

    /** Plays the minute's bar of AAPL, with volume for 1000 shares. */
    void bar(int minute, double open, double high, double low, double close) {
        bar("AAPL", minute, open, high, low, close, 10_000);
    }

    void bar(
            String symbol,
            int minute,
            double open,
            double high,
            double low,
            double close,
            double volume) {
        long start = OPEN + minute * MINUTE;
        play(new Bar(symbol, start, start + MINUTE, open, high, low, close, volume));
    }

    void play(Bar bar) {
        market.set(bar.endMillis());
        exchange().onInstant(bar.endMillis(), List.of(bar), List.of());
    }

    void useKey(String other) {
        key = other;
    }

    Reply get(String path) {
        return send("GET", path, "");
    }

    Reply post(String path, String body) {
        return send("POST", path, body.replace('\'', '"'));
    }

    Reply patch(String path, String body) {
        return send("PATCH", path, body.replace('\'', '"'));
    }

    Reply delete(String path) {
        return send("DELETE", path, "");
    }

    /** Submits an order for AAPL that has to be taken; its id. */
    String order(String fields) {
        Reply reply = post("/v2/orders", "{'symbol':'AAPL'," + fields + "}");
        if (reply.status() != 200) {
            throw new AssertionError(reply.text());
        }
        return reply.at("/id");
    }

    String market(String side, String quantity) {
        return order(
                "'side':'%s','qty':'%s','type':'market','time_in_force':'day'"
                        .formatted(side, quantity));
    }

    String limit(String side, String quantity, String price) {
        return order(
                "'side':'%s','qty':'%s','type':'limit','limit_price':'%s','time_in_force':'gtc'"
                        .formatted(side, quantity, price));
    }

    static String bracket(String quantity, String takeProfit, String stop) {
        return ("'side':'buy','qty':'%s','type':'market','time_in_force':'gtc',"
                        + "'order_class':'bracket','take_profit':{'limit_price':'%s'},"
                        + "'stop_loss':{'stop_price':'%s'}")
                .formatted(quantity, takeProfit, stop);
    }

    /** Everything that the streams have told so far. */
    List<String> updates() {
        return exchange().after(0).stream()
                .map(update -> update.sequence() + " " + update.data())
                .toList();
    }

    String status(String id) {
        return get("/v2/orders/" + id).at("/status");
    }

    Reply send(String method, String path, String body) {
        try {
            return reply(method, path, body);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    Reply reply(String method, String path, String body) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.tradingUri() + path))
                        .timeout(Duration.ofSeconds(20))
                        .version(HttpClient.Version.HTTP_1_1)
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!key.isEmpty()) {
            request.header("APCA-API-KEY-ID", key).header("APCA-API-SECRET-KEY", "secret");
        }
        try {
            HttpResponse<String> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            String text = response.body();
            JsonNode json =
                    text.startsWith("{") || text.startsWith("[")
                            ? JSON.readTree(text)
                            : MissingNode.getInstance();
            return new Reply(response.statusCode(), json, text, response.headers());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Lets the server go: a test need not wait for its last thread. */
    @Override
    public void close() {
        var unused = server.stop();
    }
}
