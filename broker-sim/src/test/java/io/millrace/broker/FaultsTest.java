package io.millrace.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.broker.faults.FaultKind;
import io.millrace.broker.faults.FaultRules;
import io.millrace.broker.faults.FaultScript;
import io.millrace.broker.faults.InvalidFaults;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsTest {

    private static final String ORDER =
            "{'symbol':'AAPL','qty':'1','side':'buy','type':'market','time_in_force':'day',"
                    + "'client_order_id':'%s'}";

    private final Scene scene = Scene.open();

    @AfterAll
    void close() {
        scene.close();
    }

    @ParameterizedTest(name = "{0} -> {1}, taken: {3}")
    @CsvSource({
        "SERVER_ERROR, 500, internal server error, false",
        "GATEWAY_TIMEOUT, 504, request timed out, true",
        "UNAUTHORIZED_PAGE, 401, 401 Authorization Required, false",
        "RATE_LIMITED, 429, rate limit exceeded, false",
        "SLOW, 200, pending_new, true",
    })
    void aFaultIsSeenOnceAndDoesOnlyWhatItSays(
            String kind, int status, String text, boolean taken) {
        arm("{'kind':'" + kind + "','path':'POST /v2/orders','times':1,'delay':0.2}");
        assertThat(scene.get("/v2/clock").status()).isEqualTo(200);

        Scene.Reply struck = scene.post("/v2/orders", ORDER.formatted(kind));

        assertThat(struck.status()).isEqualTo(status);
        assertThat(struck.text()).contains(text);
        assertThat(named(kind).status()).isEqualTo(taken ? 200 : 404);
    }

    @Test
    void aLostAnswerLeavesTheOrderBehind() {
        arm("{'kind':'ANSWER_LOST','path':'POST /v2/orders','times':2}");

        assertThatThrownBy(
                        () ->
                                scene.reply(
                                        "POST",
                                        "/v2/orders",
                                        ORDER.formatted("lost").replace('\'', '"')))
                .isInstanceOf(IOException.class);

        scene.delete("/admin/faults");
        assertThat(named("lost").status()).isEqualTo(200);
        assertThat(scene.post("/v2/orders", ORDER.formatted("lost")).at("/message"))
                .isEqualTo("client_order_id must be unique");
    }

    @Test
    void partialFillsCutWhatTheVolumeWouldAllow() {
        try (Scene other = Scene.open()) {
            other.post("/admin/faults", "{'faults':[{'kind':'PARTIAL_FILLS','times':1}]}");
            String order = other.market("buy", "100");
            other.bar(1, 100, 100, 100, 100);
            assertThat(other.get("/v2/orders/" + order).at("/filled_qty")).isEqualTo("50");
            other.bar(2, 100, 100, 100, 100);
            assertThat(other.status(order)).isEqualTo("filled");
        }
    }

    @Test
    void theOperatorSeesFaultsAndState() {
        try (Scene other = Scene.open()) {
            assertThat(
                            other.post(
                                            "/admin/faults",
                                            "{'faults':[{'kind':'SLOW','from':5,'times':3}]}")
                                    .at("/faults/0/left"))
                    .isEqualTo("3");
            assertThat(other.get("/admin/faults").at("/faults/0/in_force")).isEqualTo("false");
            assertThat(other.delete("/admin/faults").at("/faults")).isEmpty();
            other.market("buy", "1");
            Scene.Reply state = other.get("/admin/state");
            assertThat(state.at("/instant")).isEqualTo("2026-01-06T14:31:00Z");
            assertThat(state.at("/open_orders")).isEqualTo("1");
            assertThat(state.at("/updates")).isEqualTo("2");
            assertThat(other.post("/admin/faults", "{'faults':[{}]}").at("/message"))
                    .startsWith("faults[0].kind: missing (expected: one of ANSWER_LOST");
        }
    }

    @Test
    void aRestartEndsTheProcessOnceInTheLifeOfTheLedger() {
        AtomicInteger ended = new AtomicInteger();
        FaultScript script = script("faults: [{kind: restart, times: 2}]", ended);
        script.strike(FaultKind.RESTART, "POST /v2/orders");
        assertThat(ended).hasValue(1);

        FaultScript next = script("faults: [{kind: restart, times: 2}]", ended);
        next.forgetRestarts(1);
        next.strike(FaultKind.RESTART, "instant");
        next.strike(FaultKind.RESTART, "instant");
        assertThat(ended).hasValue(2);
    }

    @Test
    void faultsAreInForceForTheirTimeOnly() {
        AtomicLong wall = new AtomicLong(1000);
        AtomicLong market = new AtomicLong(Scene.OPEN);
        FaultScript script =
                new FaultScript(
                        FaultRules.parse(
                                "faults:\n"
                                        + "- {kind: slow, from: 2, for: 500ms, delay: 3s}\n"
                                        + "- {kind: drop-socket, from: '2026-01-06T14:31:00Z',"
                                        + " for: 1m}\n",
                                "test"),
                        new FaultScript.World(wall::get, market::get, () -> {}, 1));
        assertThat(script.strike(FaultKind.SLOW, "x")).isEmpty();
        wall.set(3000);
        assertThat(script.strike(FaultKind.SLOW, "x").orElseThrow().delayMillis()).isEqualTo(3000);
        wall.set(3500);
        assertThat(script.strike(FaultKind.SLOW, "x")).isEmpty();
        assertThat(script.strike(FaultKind.DROP_SOCKET, "x")).isEmpty();
        market.addAndGet(60_000);
        assertThat(script.strike(FaultKind.DROP_SOCKET, "x")).isPresent();
        market.addAndGet(60_000);
        assertThat(script.strike(FaultKind.DROP_SOCKET, "x")).isEmpty();
    }

    @Test
    void aShareStrikesAboutAsOftenAsItSaysAndTheSameWayEveryTime() {
        String rules = "faults: [{kind: slow, share: 0.25}]";
        AtomicInteger ended = new AtomicInteger();
        assertThat(strikes(script(rules, ended)))
                .isBetween(180L, 320L)
                .isEqualTo(strikes(script(rules, ended)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
"""
faults: 3 | rules: its form (expected: faults: and a list of faults)
faults: [x] | faults[0]: x (expected: kind: and what else it needs)
faults: [{kind: gone}] | faults[0].kind: gone (expected: one of ANSWER_LOST
faults: [{kind: slow, when: 3}] | faults[0]: when (expected: one of delay, for, from, kind, path, share, times)
faults: [{kind: slow, share: 2}] | faults[0].share: 2 (expected: > 0 and <= 1)
faults: [{kind: slow, times: 0}] | faults[0].times: 0 (expected: a whole number > 0)
faults: [{kind: slow, for: soon}] | faults[0].for: soon (expected: seconds, or a duration such as 500ms, 30s or 5m)
faults: [{kind: slow, from: -1}] | faults[0].from: -1 (expected: seconds, or a duration such as 500ms, 30s or 5m)
faults: [{kind: slow, path: '('}] | faults[0].path: ( (expected: a regular expression such as POST /v2/orders)
faults: [ | rules: no YAML
""")
    void aMistakeInTheFaultsIsNamed(String yaml, String message) {
        assertThatThrownBy(() -> FaultRules.parse(yaml, "rules"))
                .isInstanceOf(InvalidFaults.class)
                .hasMessageStartingWith(message);
    }

    private static long strikes(FaultScript script) {
        return IntStream.range(0, 1000)
                .filter(i -> script.strike(FaultKind.SLOW, "GET /").isPresent())
                .count();
    }

    private static FaultScript script(String yaml, AtomicInteger ended) {
        return new FaultScript(
                FaultRules.parse(yaml, "test"),
                new FaultScript.World(() -> 0, () -> 0, ended::incrementAndGet, 7));
    }

    private void arm(String fault) {
        assertThat(scene.post("/admin/faults", "{'faults':[" + fault + "]}").status())
                .isEqualTo(200);
    }

    private Scene.Reply named(String name) {
        return scene.get("/v2/orders:by_client_order_id?client_order_id=" + name);
    }
}
