package io.millrace.broker.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.Server;
import io.millrace.broker.BrokerServer;
import io.millrace.broker.Keys;
import io.millrace.broker.tape.TapeBroker;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks every card of the simulator and, with keys in the environment, of a paper account. */
class BrokerContractTest {

    private static final URI PAPER = URI.create("https://paper-api.alpaca.markets");

    @TempDir private Path folder;

    @Test
    void theSimulatorKeepsTheContract() throws Exception {
        Map<String, String> answers = simulated();

        assertThat(answers)
                .containsExactlyEntriesOf(
                        BrokerContract.cards().stream()
                                .collect(
                                        LinkedHashMap::new,
                                        (all, card) -> all.put(card.id(), card.expected()),
                                        Map::putAll));
    }

    @Test
    void aPaperAccountAnswersTheSame() throws Exception {
        String key = System.getenv().getOrDefault("APCA_API_KEY_ID", "");
        String secret = System.getenv().getOrDefault("APCA_API_SECRET_KEY", "");
        assumeTrue(
                !key.isEmpty() && !secret.isEmpty(),
                "APCA_API_KEY_ID and APCA_API_SECRET_KEY are not set: no paper account to ask");
        String stem = "contract-" + Instant.now().toEpochMilli(); // determinism: a name for once

        Map<String, String> there = asked(new Visitor(PAPER, key, secret, stem));

        assertThat(differences(simulated(), there)).isEmpty();
    }

    @Test
    void aBrokerThatAnswersSomethingElseIsFoundOutOnEveryCard() throws Exception {
        Server wrong =
                Server.builder()
                        .http(0)
                        .serviceUnder("/", (ctx, request) -> HttpResponse.ofJson(Map.of()))
                        .build();
        wrong.start().join();
        try {
            URI uri = URI.create("http://127.0.0.1:" + wrong.activeLocalPort());
            List<String> found = new ArrayList<>();
            for (Card card : BrokerContract.cards()) {
                String answer = answer(card, new Visitor(uri, "key", "secret", "wrong"));
                if (!card.difference(card.expected(), answer).isEmpty()) {
                    found.add(card.id());
                }
            }
            assertThat(found)
                    .containsExactlyElementsOf(
                            BrokerContract.cards().stream().map(Card::id).toList());
        } finally {
            wrong.stop().join();
        }
    }

    @Test
    void onlyAKnownDifferenceIsLetPass() {
        Card card = new Card("C99", "nothing", visitor -> "", "here").unless("there", "far away");

        assertThat(card.difference("here", "here")).isEmpty();
        assertThat(card.difference("here", "there")).isEmpty();
        assertThat(card.difference("here", Card.LEFT_OUT + "busy")).isEmpty();
        assertThat(card.difference("here", "elsewhere"))
                .isEqualTo("C99: there elsewhere (here: here)");
    }

    @Test
    void whatDiffersFromRequestToRequestIsMasked() {
        assertThat(Answered.masked("order not found for " + Visitor.NOBODY))
                .isEqualTo("order not found for <id>");
        assertThat(Answered.masked("invalid limit_price 10.123. sub-penny"))
                .isEqualTo("invalid limit_price <n>. sub-penny");
        assertThat(Answered.masked("requested: 11, available: -0.5)"))
                .isEqualTo("requested: <n>, available: <n>)");
    }

    private Map<String, String> simulated() throws Exception {
        try (BrokerServer broker =
                TapeBroker.start(folder, Double.POSITIVE_INFINITY, new Keys("key", "secret"))) {
            return asked(new Visitor(broker.tradingUri(), "key", "secret", "contract"));
        }
    }

    private static Map<String, String> asked(Visitor visitor) {
        Map<String, String> answers = new LinkedHashMap<>();
        BrokerContract.cards().forEach(card -> answers.put(card.id(), answer(card, visitor)));
        return answers;
    }

    private static String answer(Card card, Visitor visitor) {
        try {
            return card.question().ask(visitor);
        } catch (Exception failed) {
            return "failed: " + failed;
        }
    }

    private static List<String> differences(Map<String, String> here, Map<String, String> there) {
        return BrokerContract.cards().stream()
                .map(
                        card ->
                                card.difference(
                                        here.getOrDefault(card.id(), ""),
                                        there.getOrDefault(card.id(), "")))
                .filter(found -> !found.isEmpty())
                .toList();
    }
}
