package io.millrace.connectors.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.connectors.alpaca.AlpacaError.Kind;
import io.millrace.connectors.alpaca.FakeAlpaca.Answer;
import io.millrace.connectors.alpaca.FakeAlpaca.Cut;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AlpacaHttpTest {

    private final FakeAlpaca alpaca = new FakeAlpaca();
    private final RecordedPace pace = new RecordedPace();
    private final AlpacaHttp http = Clients.http(alpaca.endpoint(), pace);

    @AfterEach
    void close() {
        http.close();
        alpaca.close();
    }

    @ParameterizedTest(name = "{0}: a question is asked {1} times and is {2}")
    @CsvSource({
        "400, 1, INVALID",
        "401, 1, UNAUTHORIZED",
        "403, 1, FORBIDDEN",
        "404, 1, NOT_FOUND",
        "408, 3, SERVER_FAULT",
        "409, 1, INVALID",
        "422, 1, INVALID",
        "425, 3, SERVER_FAULT",
        "429, 3, RATE_LIMITED",
        "500, 3, SERVER_FAULT",
        "501, 1, SERVER_FAULT",
        "502, 3, SERVER_FAULT",
        "503, 3, SERVER_FAULT",
        "504, 3, SERVER_FAULT",
        "505, 1, SERVER_FAULT",
    })
    void questionsAreRepeatedAndOrdersAreNot(int status, int times, Kind kind) {
        alpaca.on("GET /v2/clock", Answer.error(status, 1, "so it is"));
        alpaca.on("POST /v2/orders", Answer.error(status, 1, "so it is"));
        alpaca.on("PATCH /v2/orders/1", Answer.error(status, 1, "so it is"));
        alpaca.on("DELETE /v2/orders/1", Answer.error(status, 1, "so it is"));

        assertThat(error(() -> http.get("/v2/clock", Map.of())).kind()).isEqualTo(kind);
        assertThat(error(this::post).kind()).isEqualTo(kind);
        assertThat(error(() -> http.patch("/v2/orders/1", Json.object())).kind()).isEqualTo(kind);
        assertThat(error(() -> http.delete("/v2/orders/1")).text()).isEqualTo("so it is");

        assertThat(alpaca.count("GET")).isEqualTo(times);
        assertThat(alpaca.count("POST")).isEqualTo(1);
        assertThat(alpaca.count("PATCH")).isEqualTo(1);
        assertThat(alpaca.count("DELETE")).isEqualTo(1);
    }

    /** OkHttp itself repeats a 503 that says so, whatever the method. */
    @ParameterizedTest
    @CsvSource({"503, 0", "503, 1", "429, 0", "408, 0", "421, 0"})
    void noAnswerMakesAnOrderGoOutTwice(int status, String after) {
        Answer answer = Answer.error(status, 1, "again").with("Retry-After", after);
        alpaca.on("POST /v2/orders", answer);
        alpaca.on("DELETE /v2/orders/1", answer);

        error(this::post);
        error(() -> http.delete("/v2/orders/1"));

        assertThat(alpaca.count("POST")).isEqualTo(1);
        assertThat(alpaca.count("DELETE")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Cut.class,
            names = {"NEVER"},
            mode = EnumSource.Mode.EXCLUDE)
    void aBrokenConnectionLeavesAnOrderInDoubt(Cut cut) {
        alpaca.on("POST /v2/orders", Answer.cut(cut));

        assertThat(error(this::post).kind()).isEqualTo(Kind.NO_ANSWER);
        assertThat(alpaca.count("POST")).isEqualTo(1);
    }

    @Test
    void aConnectionThatBrokeWhileItWasKeptOpenNeverDoublesAnOrder() throws AlpacaError {
        alpaca.on("GET /v2/clock", Answer.json(200, "{}"));
        alpaca.on("POST /v2/orders", Answer.cut(Cut.BEFORE_ANSWERING), Answer.json(200, "{}"));
        http.get("/v2/clock", Map.of());

        assertThat(error(this::post).kind()).isEqualTo(Kind.NO_ANSWER);
        assertThat(alpaca.count("POST")).isEqualTo(1);
    }

    @Test
    void silenceLeavesAnOrderInDoubt() {
        alpaca.on("POST /v2/orders", Answer.never());

        assertThat(error(this::post).kind()).isEqualTo(Kind.NO_ANSWER);
        assertThat(alpaca.count("POST")).isEqualTo(1);
    }

    @Test
    void aRefusedConnectionSentNothing() throws IOException {
        int port;
        try (ServerSocket unused = new ServerSocket(0)) {
            port = unused.getLocalPort();
        }
        String nobody = "http://127.0.0.1:" + port;
        try (AlpacaHttp none = Clients.http(new AlpacaEndpoint(nobody, nobody), pace)) {
            assertThat(error(() -> none.post("/v2/orders", Json.object())).kind())
                    .isEqualTo(Kind.UNREACHABLE);
            assertThat(pace.pauses).isEmpty();
            assertThat(error(() -> none.get("/v2/clock", Map.of())).kind())
                    .isEqualTo(Kind.UNREACHABLE);
            assertThat(pace.pauses).hasSize(2);
        }
    }

    @Test
    void aFailedHandshakeSentNothing() {
        String tls = alpaca.address().replace("http:", "https:");
        try (AlpacaHttp secure = Clients.http(new AlpacaEndpoint(tls, tls), pace)) {
            assertThat(error(() -> secure.post("/v2/orders", Json.object())).kind())
                    .isEqualTo(Kind.UNREACHABLE);
        }
    }

    @Test
    void aQuestionIsAskedAgainUntilItIsAnswered() throws AlpacaError {
        alpaca.on(
                "GET /v2/clock",
                Answer.cut(Cut.BEFORE_ANSWERING),
                Answer.page(502),
                Answer.json(200, "{'price':0.1,'big':'12.340'}"));

        JsonNode answer = http.get("/v2/clock", Map.of());

        assertThat(Json.required(answer, "price")).isEqualTo("0.1");
        assertThat(Json.required(answer, "big")).isEqualTo("12.340");
        assertThat(pace.pauses).containsExactly(250L, 500L);
        assertThat(alpaca.heard().get(0).headers())
                .containsEntry("apca-api-key-id", "KEYID")
                .containsEntry("apca-api-secret-key", "SECRETSECRET");
    }

    @Test
    void aRateLimitIsWaitedForWhereItEndsSoon() throws AlpacaError {
        long reset = RecordedPace.START / 1000 + 3;
        alpaca.on(
                "GET /v2/clock",
                Answer.page(429).with("X-RateLimit-Reset", Long.toString(reset)),
                Answer.page(429).with("Retry-After", "4"),
                Answer.json(200, "{}"));

        http.get("/v2/clock", Map.of());

        assertThat(pace.pauses).containsExactly(3_000L, 4_000L);
    }

    @Test
    void aRateLimitThatEndsLateIsToldAtOnce() {
        long reset = RecordedPace.START / 1000 + 59;
        alpaca.on(
                "GET /v2/clock",
                Answer.error(429, 42910000, "rate limit exceeded")
                        .with("X-RateLimit-Reset", Long.toString(reset)));

        AlpacaError error = error(() -> http.get("/v2/clock", Map.of()));

        assertThat(error.kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(error.retryAfterMillis()).isEqualTo(59_000);
        assertThat(alpaca.count("GET")).isEqualTo(1);
    }

    @Test
    void aPageIsNeverTakenForAlpacasWords() {
        alpaca.on("GET /v2/clock", Answer.page(200));
        alpaca.on("POST /v2/orders", Answer.page(401));

        assertThat(error(() -> http.get("/v2/clock", Map.of())).kind()).isEqualTo(Kind.UNREADABLE);
        assertThat(error(() -> http.get("/v2/nowhere", Map.of())).kind())
                .as("a 404 page says nothing about an order")
                .isEqualTo(Kind.UNREADABLE);
        AlpacaError unauthorized = error(this::post);
        assertThat(unauthorized.kind()).isEqualTo(Kind.UNAUTHORIZED);
        assertThat(unauthorized.text()).isEqualTo("HTTP 401 without Alpaca's words");
    }

    @Test
    void noErrorShowsAKey() {
        alpaca.on("POST /v2/orders", Answer.cut(Cut.BEFORE_ANSWERING), Answer.page(500));

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThat(error(this::post)).hasStackTraceContaining("AlpacaHttp");
            assertThat(Throwables.getStackTrace(error(this::post))).doesNotContain("SECRETSECRET");
        }
    }

    private JsonNode post() throws AlpacaError {
        return http.post("/v2/orders", Json.object().put("symbol", "SPY"));
    }

    /** Something that may be refused. */
    private interface Request {
        JsonNode send() throws AlpacaError;
    }

    private static AlpacaError error(Request request) {
        AlpacaError error = catchThrowableOfType(AlpacaError.class, request::send);
        assertThat(error).isNotNull();
        return error;
    }
}
