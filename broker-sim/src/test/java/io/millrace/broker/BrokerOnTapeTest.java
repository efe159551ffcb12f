package io.millrace.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.broker.exchange.AccountTerms;
import io.millrace.connectors.files.TapeFilter;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.Resolution;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerOnTapeTest {

    private static final int MINUTES = 30;

    @TempDir private Path folder;
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void aKilledBrokerGoesOnWithTheTapeAndFillsWhatItMissed() throws Exception {
        Path tape = tape();
        Path ledger = folder.resolve("ledger.jsonl");
        BrokerOptions options = options(tape, ledger);
        BrokerServer before = BrokerServer.start(options);
        String order =
                "{\"symbol\":\"AAPL\",\"qty\":\"10\",\"side\":\"buy\",\"type\":\"market\","
                        + "\"time_in_force\":\"day\",\"client_order_id\":\"early\"}";
        assertThat(send(before, "POST", "/v2/orders", order))
                .contains("\"status\":\"pending_new\"");
        before.close();

        BrokerServer after = BrokerServer.start(options);
        try {
            String again = "/v2/orders:by_client_order_id?client_order_id=early";
            assertThat(send(after, "GET", again, "")).contains("\"status\":\"new\"");
            subscribe(after);
            until(() -> send(after, "GET", "/admin/state", "").contains("\"over\":true"));
            assertThat(send(after, "GET", again, ""))
                    .contains("\"status\":\"filled\"", "\"filled_avg_price\":\"100.05\"");
            assertThat(send(after, "GET", "/v2/positions/AAPL", ""))
                    .contains("\"current_price\":\"129\"");
        } finally {
            after.close();
        }
        BrokerServer third = BrokerServer.start(options);
        try {
            assertThat(send(third, "GET", "/v2/account", "")).contains("\"cash\":\"98999.5\"");
        } finally {
            third.close();
        }
    }

    @Test
    void aBrokerThatComesBackServesNobodyBeforeItsTimeIsTheMarketsAgain() throws Exception {
        BrokerOptions options = options(tape(), folder.resolve("ledger.jsonl"), 600);
        BrokerServer before = BrokerServer.start(options);
        subscribe(before);
        until(() -> state(before).contains("T14:3"));
        String seen = state(before);
        before.close();

        BrokerServer after = BrokerServer.start(options);
        try {
            assertThat(instant(state(after))).isAfterOrEqualTo(instant(seen));
        } finally {
            after.close();
        }
    }

    private String state(BrokerServer server) throws Exception {
        return send(server, "GET", "/admin/state", "");
    }

    private static Instant instant(String state) throws IOException {
        return Instant.parse(new JsonMapper().readTree(state).path("instant").asText());
    }

    private BrokerOptions options(Path tape, Path ledger) {
        return options(tape, ledger, Double.POSITIVE_INFINITY);
    }

    private static BrokerOptions options(Path tape, Path ledger, double speed) {
        return new BrokerOptions(
                new BrokerOptions.Listen(0, 0, false),
                new BrokerOptions.Tape(
                        List.of(tape),
                        new TapeFilter(Set.of("AAPL"), Long.MIN_VALUE, Long.MAX_VALUE),
                        Market.XNYS,
                        Resolution.MINUTE,
                        speed),
                AccountTerms.standard(),
                BrokerOptions.paperVenue(),
                BrokerOptions.Access.standard(),
                new BrokerOptions.Files(ledger, null));
    }

    private Path tape() throws IOException {
        StringBuilder rows = new StringBuilder("symbol,ts,open,high,low,close,volume\n");
        for (int minute = 0; minute < MINUTES; minute++) {
            Instant start = Instant.ofEpochMilli(Scene.OPEN + minute * Scene.MINUTE);
            int price = 100 + minute;
            rows.append("AAPL,").append(start).append(',');
            rows.append(price).append(',').append(price).append(',');
            rows.append(price).append(',').append(price).append(",1000\n");
        }
        return Files.writeString(folder.resolve("tape.csv"), rows.toString());
    }

    private void subscribe(BrokerServer server) throws Exception {
        URI uri = URI.create(server.dataUri().toString().replace("http", "ws") + "/v2/iex");
        WebSocket socket =
                client.newWebSocketBuilder()
                        .buildAsync(
                                uri,
                                new WebSocket.Listener() {
                                    @Override
                                    public void onOpen(WebSocket opened) {
                                        opened.request(Long.MAX_VALUE);
                                    }
                                })
                        .get();
        socket.sendText("{\"action\":\"auth\",\"key\":\"key\",\"secret\":\"secret\"}", true).get();
        socket.sendText("{\"action\":\"subscribe\",\"bars\":[\"AAPL\"]}", true).get();
    }

    private String send(BrokerServer server, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.tradingUri() + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .header("APCA-API-KEY-ID", "key")
                        .header("APCA-API-SECRET-KEY", "secret")
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** Something that may take a while. */
    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void until(Condition condition) throws Exception {
        Instant limit = Instant.now().plus(Duration.ofSeconds(30)); // determinism: a deadline
        while (!condition.holds()) {
            assertThat(Instant.now()).isBefore(limit); // determinism: a deadline
        }
    }
}
