package io.millrace.broker.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.broker.faults.FaultKind;
import io.millrace.broker.faults.Faults;
import io.millrace.broker.stream.Credentials;
import io.millrace.broker.stream.PlannedFaults;
import io.millrace.broker.stream.SocketClient;
import io.millrace.broker.tape.Tapes;
import io.millrace.connectors.files.Tape;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedRoutesTest {

    private static final double UNPACED = Double.POSITIVE_INFINITY;
    private static final String AUTH = "{'action':'auth','key':'K','secret':'S'}";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path folder = Path.of("");

    @Test
    void aClientHearsTheWholeTapeOneMessagePerInstantAndThenItsEnd() throws Exception {
        Tape tape = Tapes.synthetic(folder, 3, 2);
        List<Bar> told = new ArrayList<>();
        Set<Long> instants = new HashSet<>();

        try (DataServer server = unpaced(tape, Faults.none());
                SocketClient client = subscribed(server, "'bars':['*']")) {
            assertThat(client.closed()).isEqualTo("1000 end of tape");
            while (client.waiting() > 0) {
                JsonNode message = client.json();
                long ends = HistoryRoutesTest.bar("", message.path(0)).endMillis();
                assertThat(instants.add(ends)).isTrue();
                for (JsonNode bar : message) {
                    told.add(HistoryRoutesTest.bar(bar.path("S").asText(), bar));
                    assertThat(told.get(told.size() - 1).endMillis()).isEqualTo(ends);
                }
            }
        }
        assertThat(told).isEqualTo(Tapes.bars(tape));
    }

    @Test
    void theConversationIsAlpacas() throws Exception {
        try (DataServer server = unpaced(oneBar(), Faults.none());
                SocketClient client = SocketClient.open(server.server.socket("/v2/sip"))) {
            assertThat(client.next().text())
                    .isEqualTo("[{\"T\":\"success\",\"msg\":\"connected\"}]");
            client.say("{'action':'subscribe','bars':['AAPL']}");
            assertThat(client.next().text())
                    .isEqualTo("[{\"T\":\"error\",\"code\":401,\"msg\":\"not authenticated\"}]");
            client.say(AUTH);
            assertThat(client.next().text())
                    .isEqualTo("[{\"T\":\"success\",\"msg\":\"authenticated\"}]");
            client.say(
                    "{'action':'subscribe','quotes':['AAPL'],'bars':['AAPL'],'dailyBars':['AAPL']}");
            assertThat(client.json().path(0).path("T").asText()).isEqualTo("subscription");
            assertThat(client.next().text())
                    .isEqualTo(
                            "[{\"T\":\"q\",\"S\":\"AAPL\",\"t\":\"2024-01-02T14:31:00Z\","
                                    + "\"bp\":185.12,\"bs\":100,\"ap\":185.13,\"as\":100,"
                                    + "\"bx\":\"V\",\"ax\":\"V\",\"z\":\"C\",\"c\":[\"R\"]},"
                                    + "{\"T\":\"b\",\"S\":\"AAPL\",\"t\":\"2024-01-02T14:30:00Z\","
                                    + "\"o\":185.0,\"h\":185.3,\"l\":184.9,\"c\":185.125,\"v\":12345,"
                                    + "\"n\":0,\"vw\":185.125},"
                                    + "{\"T\":\"d\",\"S\":\"AAPL\",\"t\":\"2024-01-02T05:00:00Z\","
                                    + "\"o\":185.0,\"h\":185.3,\"l\":184.9,\"c\":185.125,\"v\":12345,"
                                    + "\"n\":0,\"vw\":185.125}]");
        }
    }

    @Test
    void aClientThatComesAfterTheEndIsToldSo() throws Exception {
        try (DataServer server = DataServer.after(oneBar());
                SocketClient client = subscribed(server, "'bars':['*']")) {
            assertThat(client.closed()).isEqualTo("1000 end of tape");
        }
    }

    @Test
    void headersOfTheHandshakeAreEnough() throws Exception {
        try (DataServer server = unpaced(oneBar(), Faults.none());
                SocketClient client =
                        SocketClient.open(
                                server.server.socket("/v2/iex"),
                                Credentials.KEY_HEADER,
                                "K",
                                Credentials.SECRET_HEADER,
                                "S")) {
            client.next();
            assertThat(client.next().text()).contains("authenticated");
            client.say(AUTH);
            assertThat(client.next().text()).contains("already authenticated");
        }
    }

    @Test
    void whoAsksForMessagePackGetsItAndMaySpeakIt() throws Exception {
        try (DataServer server = unpaced(oneBar(), Faults.none());
                SocketClient client =
                        SocketClient.open(
                                server.server.socket("/v2/iex"),
                                "Content-Type",
                                "application/msgpack")) {
            assertThat(unpacked(client)).isEqualTo(Map.of("T", "success", "msg", "connected"));
            client.say(MessagePackWriter.write(JSON.readTree(AUTH.replace('\'', '"'))));
            assertThat(unpacked(client)).isEqualTo(Map.of("T", "success", "msg", "authenticated"));
            client.say(
                    MessagePackWriter.write(
                            JSON.readTree("{\"action\":\"subscribe\",\"bars\":[\"AAPL\"]}")));
            assertThat(unpacked(client)).containsEntry("bars", List.of("AAPL"));
            assertThat(unpacked(client))
                    .containsEntry("t", Instant.parse("2024-01-02T14:30:00Z"))
                    .containsEntry("c", 185.125)
                    .containsEntry("v", 12345L);
        }
    }

    @Test
    void tradesComeBeforeTheirBarInOrder() throws Exception {
        Tape tape =
                Tapes.of(
                        folder,
                        Market.XNYS,
                        "symbol,ts,price,size",
                        "AAPL,2024-01-02T14:30:01Z,10,1",
                        "AAPL,2024-01-02T14:30:01.5Z,11,2");
        try (DataServer server = unpaced(tape, Faults.none());
                SocketClient client = subscribed(server, "'trades':['AAPL'],'bars':['*']")) {
            JsonNode trades = client.json();
            assertThat(trades).hasSize(2);
            assertThat(trades.path(0).path("T").asText()).isEqualTo("t");
            assertThat(trades.path(1).path("t").asText()).isEqualTo("2024-01-02T14:30:01.500Z");
            assertThat(trades.path(1).path("s").asInt()).isEqualTo(2);
            JsonNode bar = client.json().path(0);
            assertThat(bar.path("n").asInt()).isEqualTo(2);
            assertThat(bar.path("vw").asDouble()).isEqualTo(32.0 / 3);
        }
    }

    @Test
    void whoDoesNotSayWhoItIsIsSentAway() throws Exception {
        FeedOptions hasty = new FeedOptions(List.of("iex"), 0, 0, 100, 8, 1_000, 100);
        try (DataServer server = new DataServer(oneBar(), UNPACED, hasty, Faults.none());
                SocketClient client = SocketClient.open(server.server.socket("/v2/iex"))) {
            client.next();
            assertThat(client.next().text())
                    .isEqualTo("[{\"T\":\"error\",\"code\":404,\"msg\":\"auth timeout\"}]");
            assertThat(client.closed()).isEqualTo("1008 auth timeout");
        }
    }

    @Test
    void aPlaceIsFreeAgainWhenItsClientHasGone() throws Exception {
        FeedOptions one = new FeedOptions(List.of("iex"), 1, 0, 10_000, 8, 1_000, 100);
        try (DataServer server = new DataServer(oneBar(), 1, one, Faults.none())) {
            SocketClient first = authenticated(server);
            try (SocketClient second = SocketClient.open(server.server.socket("/v2/iex"))) {
                second.next();
                second.say(AUTH);
                assertThat(second.next().text()).contains("406");
                first.close();
                String answer = "406";
                for (int i = 0; i < 500 && answer.contains("406"); i++) {
                    second.say(AUTH);
                    answer = second.next().text();
                }
                assertThat(answer).contains("authenticated");
            }
        }
    }

    @Test
    void theReplayWaitsForAClientThatIsSlowAndThenGivesItUp() throws Exception {
        Tape tape = Tapes.synthetic(folder, 60, 10);
        FeedOptions patient = new FeedOptions(List.of("iex"), 0, 0, 10_000, 4, 5_000, 100);
        try (DataServer server = new DataServer(tape, UNPACED, patient, Faults.none());
                SocketClient deaf = SocketClient.deaf(server.server.socket("/v2/iex"))) {
            deaf.say(AUTH);
            deaf.say("{'action':'subscribe','bars':['*'],'quotes':['*'],'dailyBars':['*']}");

            long before = -1;
            while (before != server.replay.nowMillis()) {
                before = server.replay.nowMillis();
                assertThat(server.replay.awaitEnd(1_500)).isFalse();
            }
            assertThat(server.replay.awaitEnd(60_000)).isTrue();
        }
    }

    @Test
    void aMuteSocketSaysNothingAndADroppedOneIsGone() throws Exception {
        PlannedFaults faults = new PlannedFaults(60_000);
        try (DataServer server =
                        new DataServer(
                                Tapes.synthetic(folder, 1, 1),
                                600,
                                FeedOptions.standard(),
                                faults);
                SocketClient client = subscribed(server, "'bars':['*']")) {
            client.next();
            faults.with(FaultKind.MUTE_SOCKET, 1);
            while (!client.silentFor(600)) {
                assertThat(server.replay.isOver()).isFalse();
            }
            faults.with(FaultKind.DROP_SOCKET, 1);
            assertThat(client.closed().trim()).isIn("1006", "broken");
        }
    }

    private static DataServer unpaced(Tape tape, Faults faults) {
        return new DataServer(tape, UNPACED, FeedOptions.standard(), faults);
    }

    private static SocketClient authenticated(DataServer server) throws Exception {
        SocketClient client = SocketClient.open(server.server.socket("/v2/iex"));
        client.say(AUTH);
        client.next();
        assertThat(client.next().text()).contains("authenticated");
        return client;
    }

    private static SocketClient subscribed(DataServer server, String channels) throws Exception {
        SocketClient client = authenticated(server);
        client.say("{'action':'subscribe'," + channels + "}");
        assertThat(client.next().text()).contains("subscription");
        return client;
    }

    private static Map<String, Object> unpacked(SocketClient client) throws Exception {
        SocketClient.Heard heard = client.next();
        assertThat(heard.binary()).isTrue();
        List<?> messages = (List<?>) Objects.requireNonNull(Unpacked.of(heard.bytes()));
        @SuppressWarnings("unchecked")
        Map<String, Object> only = (Map<String, Object>) messages.get(0);
        return Objects.requireNonNull(only);
    }

    private Tape oneBar() throws Exception {
        return Tapes.of(
                folder,
                Market.XNYS,
                "symbol,ts,open,high,low,close,volume",
                "AAPL,2024-01-02T14:30:00Z,185,185.3,184.9,185.125,12345");
    }
}
