package io.millrace.broker.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.broker.faults.Faults;
import io.millrace.broker.stream.SocketClient;
import io.millrace.broker.tape.Tapes;
import io.millrace.connectors.files.Tape;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryRoutesTest {

    private static final String BARS = "symbol,ts,open,high,low,close,volume";
    private static final String TWO_DAYS = "start=2024-01-02&end=2024-01-03";

    @TempDir Path folder = Path.of("");

    @ParameterizedTest(name = "pages of {0}, {1}")
    @CsvSource({"10000, asc", "997, asc", "390, desc", "389, desc"})
    void thePagesTogetherAreTheTapeToTheLastBit(int limit, String sort) throws Exception {
        Tape tape = Tapes.synthetic(folder, 3, 2);
        Comparator<Bar> inTime = Comparator.comparingLong(Bar::startMillis);
        List<Bar> expected = new ArrayList<>(Tapes.bars(tape));
        expected.sort(
                Comparator.comparing(Bar::symbol)
                        .thenComparing(sort.equals("asc") ? inTime : inTime.reversed()));

        try (DataServer server = DataServer.after(tape)) {
            List<Bar> told = new ArrayList<>();
            String token = "";
            do {
                JsonNode page =
                        server.get(
                                "/v2/stocks/bars?symbols=SYN0003,SYN0001,SYN0002&timeframe=1Min"
                                        + "&start=2020-01-01&limit="
                                        + limit
                                        + "&sort="
                                        + sort
                                        + "&page_token="
                                        + token);
                int before = told.size();
                page.path("bars")
                        .fields()
                        .forEachRemaining(
                                symbol ->
                                        symbol.getValue()
                                                .forEach(
                                                        bar ->
                                                                told.add(
                                                                        bar(
                                                                                symbol.getKey(),
                                                                                bar))));
                assertThat(told.size() - before).isLessThanOrEqualTo(limit);
                token =
                        URLEncoder.encode(
                                page.path("next_page_token").asText(""), StandardCharsets.UTF_8);
                if (page.path("next_page_token").isNull()) {
                    token = "";
                }
            } while (!token.isEmpty());

            assertThat(told).isEqualTo(expected);
        }
    }

    @Test
    void tradesOfTheSameInstantAreNotLostBetweenPages() throws Exception {
        List<String> rows = new ArrayList<>(List.of("symbol,ts,price,size"));
        for (int i = 0; i < 7; i++) {
            rows.add("AAPL,2024-01-02T14:30:01Z," + (10 + i) + ",1");
        }
        Tape tape = Tapes.of(folder, Market.XNYS, rows.toArray(String[]::new));

        try (DataServer server = DataServer.after(tape)) {
            for (String sort : List.of("asc", "desc")) {
                List<Double> prices = new ArrayList<>();
                JsonNode page =
                        server.get("/v2/stocks/AAPL/trades?limit=2&sort=" + sort + "&" + TWO_DAYS);
                while (true) {
                    page.path("trades").forEach(trade -> prices.add(trade.path("p").asDouble()));
                    if (page.path("next_page_token").isNull()) {
                        break;
                    }
                    String token =
                            URLEncoder.encode(
                                    page.path("next_page_token").asText(), StandardCharsets.UTF_8);
                    page =
                            server.get(
                                    "/v2/stocks/AAPL/trades?limit=2&sort="
                                            + sort
                                            + "&"
                                            + TWO_DAYS
                                            + "&page_token="
                                            + token);
                }
                List<Double> expected = new ArrayList<>(List.of(10., 11., 12., 13., 14., 15., 16.));
                if (sort.equals("desc")) {
                    java.util.Collections.reverse(expected);
                }
                assertThat(prices).isEqualTo(expected);
            }
            JsonNode bar = server.get("/v2/stocks/AAPL/bars/latest").path("bar");
            assertThat(bar.path("n").asInt()).isEqualTo(7);
            assertThat(bar.path("vw").asDouble()).isEqualTo(13);
        }
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "1Min  | 14:30=1..1 14:31=2..2 14:32=3..3 14:35=4..4",
                "5Min  | 14:30=1..3 14:35=4..4",
                "2T    | 14:30=1..2 14:32=3..3 14:34=4..4",
                "1Hour | 14:00=1..4",
                "1Day  | 05:00=1..4",
            })
    void longerBarsAreMadeOfShorterOnes(String timeframe, String expected) throws Exception {
        try (DataServer server = DataServer.after(fourBars())) {
            JsonNode answer =
                    server.get("/v2/stocks/AAPL/bars?timeframe=" + timeframe + "&" + TWO_DAYS);

            StringBuilder told = new StringBuilder();
            for (JsonNode bar : answer.path("bars")) {
                told.append(bar.path("t").asText(), 11, 16)
                        .append('=')
                        .append(bar.path("o").asInt())
                        .append("..")
                        .append(bar.path("c").asInt())
                        .append(' ');
            }
            assertThat(told.toString().trim()).isEqualTo(expected);
            assertThat(answer.path("symbol").asText()).isEqualTo("AAPL");
            assertThat(answer.path("next_page_token").isNull()).isTrue();
        }
    }

    @ParameterizedTest(name = "{0} -> {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/v2/stocks/bars?timeframe=1Min                        | 400 | symbols is required",
                "/v2/stocks/bars?symbols=AAPL                          | 400 | timeframe is required",
                "/v2/stocks/bars?symbols=AAPL&timeframe=60Min          | 400 | invalid timeframe: 60Min",
                "/v2/stocks/bars?symbols=AAPL&timeframe=24Hour         | 400 | invalid timeframe: 24Hour",
                "/v2/stocks/bars?symbols=AAPL&timeframe=5Month         | 400 | invalid timeframe: 5Month",
                "/v2/stocks/bars?symbols=aapl&timeframe=1Min           | 400 | invalid symbol: aapl does not match",
                "/v2/stocks/trades?symbols=AAPL&limit=10001            | 400 | invalid limit: larger than the allowed maximum of 10000",
                "/v2/stocks/trades?symbols=AAPL&limit=0                | 400 | invalid limit: smaller",
                "/v2/stocks/trades?symbols=AAPL&sort=up                | 400 | invalid sort: up",
                "/v2/stocks/trades?symbols=AAPL&feed=cnn               | 400 | invalid feed: cnn",
                "/v2/stocks/trades?symbols=AAPL&start=today            | 400 | invalid start: today",
                "/v2/stocks/trades?symbols=AAPL&page_token=x           | 400 | invalid page_token",
                "/v2/stocks/trades?symbols=AAPL&start=2024-01-03&end=2024-01-02 | 400 | end should not be before start",
                "/v2/stocks/XYZ/bars/latest                            | 404 | no bar found for XYZ",
                "/v2/stocks/meta/conditions/wind                       | 400 | invalid tick type: wind",
            })
    void whatMakesNoSenseIsRefusedInAlpacasWords(String path, int status, String message)
            throws Exception {
        try (DataServer server = DataServer.after(fourBars())) {
            HttpResponse<String> answer = server.server.send(server.server.known(path));

            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.body()).startsWith("{\"message\":\"" + message);
            assertThat(answer.headers().firstValue("X-RateLimit-Remaining")).isPresent();
        }
    }

    @Test
    void strangersAndThoseWhoAskTooOftenGetNothing() throws Exception {
        FeedOptions two = new FeedOptions(List.of("iex"), 0, 0, 10_000, 8, 1_000, 2);
        try (DataServer server = new DataServer(fourBars(), 1, two, Faults.none())) {
            HttpResponse<String> stranger =
                    server.server.send(server.server.request("/v2/stocks/meta/exchanges"));
            assertThat(stranger.statusCode()).isEqualTo(403);
            assertThat(stranger.body()).isEqualTo("{\"message\":\"forbidden.\"}");

            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                statuses.add(
                        server.server
                                .send(server.server.known("/v2/stocks/meta/exchanges"))
                                .statusCode());
            }
            assertThat(statuses).contains(429);
        }
    }

    @Test
    void nothingIsToldBeforeItIsPublished() throws Exception {
        try (DataServer server =
                new DataServer(fourBars(), 1, FeedOptions.standard(), Faults.none())) {
            String path = "/v2/stocks/AAPL/bars?timeframe=1Min&start=2024-01-02&end=2024-01-05";
            assertThat(server.get(path).path("bars")).isEmpty();
            assertThat(server.get("/v2/stocks/snapshots?symbols=AAPL")).isEmpty();

            try (SocketClient client = SocketClient.open(server.server.socket("/v2/iex"))) {
                client.say("{'action':'auth','key':'K','secret':'S'}");
                client.say("{'action':'subscribe','bars':['AAPL']}");
                JsonNode message = client.json();
                while (!message.path(0).path("T").asText().equals("b")) {
                    message = client.json();
                }
                assertThat(server.get(path).path("bars")).hasSize(1);
                assertThat(
                                server.get("/v2/stocks/AAPL/bars?timeframe=1Day&start=2024-01-02")
                                        .path("bars")
                                        .path(0)
                                        .path("c")
                                        .asInt())
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void theLatestOfEverything() throws Exception {
        try (DataServer server = DataServer.after(fourBars())) {
            JsonNode snapshot = server.get("/v2/stocks/snapshots?symbols=AAPL,NONE").path("AAPL");
            assertThat(snapshot.path("minuteBar").path("c").asInt()).isEqualTo(4);
            assertThat(snapshot.path("dailyBar").path("o").asInt()).isEqualTo(1);
            assertThat(snapshot.path("prevDailyBar").isNull()).isTrue();
            assertThat(snapshot.path("latestTrade").path("p").asDouble()).isEqualTo(4);
            JsonNode quote = server.get("/v2/stocks/AAPL/quotes/latest").path("quote");
            assertThat(quote.path("bp").asDouble()).isEqualTo(4.0);
            assertThat(quote.path("ap").asDouble()).isEqualTo(4.01);
            assertThat(quote.path("t").asText()).isEqualTo("2024-01-02T14:36:00Z");
            assertThat(server.get("/v2/stocks/AAPL/snapshot").path("symbol").asText())
                    .isEqualTo("AAPL");
            assertThat(
                            server.get("/v2/stocks/quotes?symbols=AAPL&" + TWO_DAYS)
                                    .path("quotes")
                                    .path("AAPL"))
                    .hasSize(4);
        }
    }

    @Test
    void coinsNeedNoKeyAndBearASlash() throws Exception {
        Tape tape =
                Tapes.of(folder, Market.CRYPTO, BARS, "BTCUSD,2024-01-06T03:00:00Z,1,2,1,2,0.25");
        try (DataServer server = DataServer.after(tape)) {
            String path = "/v1beta3/crypto/us/bars?symbols=BTC/USD&timeframe=1Min&start=2024-01-06";
            HttpResponse<String> answer = server.server.send(server.server.request(path));

            assertThat(answer.body())
                    .isEqualTo(
                            "{\"bars\":{\"BTC/USD\":[{\"t\":\"2024-01-06T03:00:00Z\",\"o\":1.0,"
                                    + "\"h\":2.0,\"l\":1.0,\"c\":2.0,\"v\":0.25,"
                                    + "\"n\":0,\"vw\":2.0}]},"
                                    + "\"next_page_token\":null}");
            assertThat(server.get("/v1beta3/crypto/us/latest/bars?symbols=BTCUSD").path("bars"))
                    .hasSize(1);
            assertThat(
                            server.get("/v1beta3/crypto/us/snapshots?symbols=BTC/USD")
                                    .path("snapshots")
                                    .path("BTC/USD")
                                    .path("dailyBar")
                                    .path("t")
                                    .asText())
                    .isEqualTo("2024-01-06T00:00:00Z");
        }
    }

    private Tape fourBars() throws Exception {
        return Tapes.of(
                folder,
                Market.XNYS,
                BARS,
                "AAPL,2024-01-02T14:30:00Z,1,1,1,1,1",
                "AAPL,2024-01-02T14:31:00Z,2,2,2,2,2",
                "AAPL,2024-01-02T14:32:00Z,3,3,3,3,3",
                "AAPL,2024-01-02T14:35:00Z,4,4,4,4,4");
    }

    static Bar bar(String symbol, JsonNode json) {
        long start = Instant.parse(json.path("t").asText()).toEpochMilli();
        return new Bar(
                symbol,
                start,
                start + 60_000,
                json.path("o").doubleValue(),
                json.path("h").doubleValue(),
                json.path("l").doubleValue(),
                json.path("c").doubleValue(),
                json.path("v").doubleValue());
    }
}
