package io.millrace.broker.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.broker.faults.FaultKind;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamRoutesTest {

    private static final String AUTHENTICATE =
            "{'action':'authenticate','data':{'key_id':'K','secret_key':'S'}}";
    private static final String LISTEN = "{'action':'listen','data':{'streams':['trade_updates']}}";

    private final FakeUpdates exchange = new FakeUpdates();
    private final PlannedFaults faults = new PlannedFaults(60_000);
    private final TestServer server =
            new TestServer(
                    new StreamRoutes(
                            exchange, TestServer.CREDENTIALS, faults, InstantSource.system()));

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'action':'authenticate','data':{'key_id':'K','secret_key':'S'}} | {'stream':'authorization','data':{'status':'authorized','action':'authenticate'}}",
                "{'action':'auth','key':'K','secret':'S'} | {'stream':'authorization','data':{'status':'authorized','action':'authenticate'}}",
                "{'action':'auth','key':'K','secret':'?'} | {'stream':'authorization','data':{'status':'unauthorized','action':'authenticate'}}",
                "{'action':'listen','data':{'streams':['trade_updates']}} | {'stream':'authorization','data':{'status':'unauthorized','action':'listen'}}",
                "{'action':'dance'} | {'action':'error','data':{'error_message':'unknown action: dance'}}",
                "dance | {'action':'error','data':{'error_message':'invalid JSON'}}",
            })
    void saysNothingFirstAndAnswersInBinaryFrames(String message, String answer) throws Exception {
        try (SocketClient client = SocketClient.open(server.socket("/stream"))) {
            client.say(message);
            SocketClient.Heard heard = client.next();

            assertThat(heard.text().replace('"', '\'')).isEqualTo(answer);
            assertThat(heard.binary()).isTrue();
        }
    }

    @Test
    void aListReplacesTheOneBeforeAndUnknownStreamsAreLeftOut() throws Exception {
        try (SocketClient client = listening()) {
            client.say("{'action':'listen','data':{'streams':['prices']}}");
            assertThat(client.next().text())
                    .isEqualTo("{\"stream\":\"listening\",\"data\":{\"streams\":[]}}");
            exchange.happen("new", 0);
            client.say(LISTEN);
            assertThat(client.json().path("stream").asText()).isEqualTo("listening");
            exchange.happen("fill", 1);

            // what happened while nobody listened is gone
            assertThat(client.json().path("data").path("event").asText()).isEqualTo("fill");
        }
    }

    @Test
    void tellsEveryUpdateAsItIs() throws Exception {
        exchange.happen("new", 0);
        try (SocketClient client = listening()) {
            JsonNode happened = exchange.happen("partial_fill", 1).data();

            JsonNode told = client.json();
            assertThat(told.path("stream").asText()).isEqualTo("trade_updates");
            assertThat(told.path("data")).isEqualTo(happened);
        }
    }

    @Test
    void aDroppedSocketBreaksOff() throws Exception {
        try (SocketClient client = listening()) {
            faults.with(FaultKind.DROP_SOCKET, 1);
            exchange.happen("new", 0);

            assertThat(client.closed().trim()).isIn("1006", "broken");
            assertThat(client.waiting()).isZero();
        }
    }

    @Test
    void aMuteSocketStaysOpenAndSaysNothing() throws Exception {
        try (SocketClient client = listening()) {
            faults.with(FaultKind.MUTE_SOCKET, 1);
            exchange.happen("new", 0);
            exchange.happen("fill", 1);
            client.say(LISTEN);

            assertThat(client.silentFor(300)).isTrue();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "DUPLICATED_EVENTS, 'new@0 partial_fill@1:1 partial_fill@1:1 partial_fill@2:1 fill@3:1'",
        "REORDERED_EVENTS,  'new@0 partial_fill@2:1 partial_fill@1:1 fill@3:1'",
        "CUMULATIVE_EVENTS, 'new@0 fill@3:3'",
    })
    void fillsSufferWhatIsPlanned(FaultKind kind, String expected) throws Exception {
        faults.with(kind, 1);
        try (SocketClient client = listening()) {
            exchange.happen("new", 0);
            exchange.happen("partial_fill", 1);
            exchange.happen("partial_fill", 2);
            exchange.happen("fill", 3);

            StringBuilder told = new StringBuilder();
            for (int i = 0; i < expected.split(" ", -1).length; i++) {
                JsonNode data = client.json().path("data");
                told.append(data.path("event").asText())
                        .append('@')
                        .append(data.path("order").path("filled_qty").asText());
                if (!data.path("event").asText().equals("new")) {
                    told.append(':').append(data.path("qty").asText());
                }
                told.append(' ');
            }
            assertThat(told.toString().trim()).isEqualTo(expected);
            assertThat(client.silentFor(100)).isTrue();
        }
    }

    @Test
    void anEventThatWaitsForAnotherIsToldAnyway() throws Exception {
        faults.with(FaultKind.REORDERED_EVENTS, 1);
        try (SocketClient client = listening()) {
            exchange.happen("fill", 1);

            assertThat(client.json().path("data").path("event").asText()).isEqualTo("fill");
        }
    }

    @Test
    void eventsAreToldAgainFromAnyOneOnAndGoOnLive() throws Exception {
        exchange.happen("new", 0);
        String second = exchange.happen("partial_fill", 1).data().path("event_id").asText();
        HttpResponse<Stream<String>> response =
                server.http()
                        .send(
                                server.known("/v2/events/trades?since_id=" + second),
                                HttpResponse.BodyHandlers.ofLines());
        assertThat(response.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        try (Stream<String> lines = response.body()) {
            Iterator<String> data = lines.filter(line -> line.startsWith("data:")).iterator();
            assertThat(data.next()).contains("\"event\":\"partial_fill\"", second);
            exchange.happen("fill", 3);
            assertThat(data.next()).contains("\"event\":\"fill\"");
        }
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "trades?since=2024-01-02T14:30:02Z&until=2024-01-02T14:30:03Z, partial_fill fill",
        "trades?since=2024-01-02&until=2024-01-02, new partial_fill fill canceled",
        "trades?since_id=01H00000000000000000000002&until_id=01H00000000000000000000002, partial_fill",
        "trades?since=2024-01-03&until=2024-01-04, ''",
    })
    void anEndedRangeEndsTheStream(String path, String events) throws Exception {
        for (String event : List.of("new", "partial_fill", "fill", "canceled")) {
            exchange.happen(event, 1);
        }
        String body = server.send(server.known("/v2/events/" + path)).body();

        String told =
                String.join(
                        " ",
                        body.lines()
                                .filter(line -> line.startsWith("data:"))
                                .map(line -> line.replaceAll(".*\"event\":\"([a-z_]+)\".*", "$1"))
                                .toList());
        assertThat(told).isEqualTo(events);
    }

    @Test
    void activitiesAreFillsAlone() throws Exception {
        exchange.happen("new", 0);
        exchange.happen("fill", 3);
        String body =
                server.send(
                                server.known(
                                        "/v2beta1/events/activities?since=2024-01-02&until=2024-01-03"))
                        .body();

        assertThat(body.lines().filter(line -> line.startsWith("data:")))
                .singleElement()
                .asString()
                .contains("\"activity_type\":\"FILL\"", "\"cum_qty\":\"3\"");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "until=2024-01-02, 400",
        "since=yesterday, 400",
        "since=2024-01-02&since_id=01H, 400",
        "until_id=01H, 400",
    })
    void aSenselessRangeIsRefused(String range, int status) throws Exception {
        assertThat(server.send(server.known("/v2/events/trades?" + range)).statusCode())
                .isEqualTo(status);
    }

    @Test
    void eventsAreForThoseWhoAreKnown() throws Exception {
        assertThat(server.send(server.request("/v2/events/trades")).statusCode()).isEqualTo(401);
    }

    private SocketClient listening() throws Exception {
        SocketClient client = SocketClient.open(server.socket("/stream"));
        client.say(AUTHENTICATE);
        client.next();
        client.say(LISTEN);
        assertThat(client.next().text())
                .isEqualTo("{\"stream\":\"listening\",\"data\":{\"streams\":[\"trade_updates\"]}}");
        return client;
    }
}
