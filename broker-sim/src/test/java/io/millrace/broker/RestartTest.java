package io.millrace.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.broker.exchange.AccountTerms;
import io.millrace.broker.ledger.LedgerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {

    private static final AccountTerms ACCOUNT = AccountTerms.standard();

    @TempDir private Path folder;

    @Test
    void aBrokerThatWasKilledIsTheSameAgain() {
        try (Scene before = Scene.on(folder.resolve("ledger.jsonl"))) {
            liveThrough(before);
            try (Scene after = copyOf("ledger.jsonl")) {
                playLife(after);
                assertThat(tellAll(after)).isEqualTo(tellAll(before));
                assertThat(after.updates()).isEqualTo(before.updates());
            }
        }
    }

    @Test
    void theBarsThatItMissedFillAsIfItHadBeenUp() {
        try (Scene before = Scene.on(folder.resolve("ledger.jsonl"))) {
            liveThrough(before);
            try (Scene after = copyOf("ledger.jsonl")) {
                playLife(after);
                for (Scene one : List.of(before, after)) {
                    one.bar("AAPL", 4, 106, 106, 104, 105, 10_000);
                    one.bar("AAPL", 5, 105, 105, 80, 90, 10_000);
                    one.market("buy", "1");
                    one.bar("AAPL", 6, 90, 90, 90, 90, 10_000);
                }
                assertThat(tellAll(after)).isEqualTo(tellAll(before));
                assertThat(after.updates()).isEqualTo(before.updates());
            }
        }
    }

    @Test
    void barsThatItHasMetAreNotMetAgain() {
        try (Scene before = Scene.on(folder.resolve("ledger.jsonl"))) {
            liveThrough(before);
            try (Scene after = copyOf("ledger.jsonl")) {
                after.bar("AAPL", 0, 100, 100, 100, 100, 10_000);
                after.bar("AAPL", 1, 100, 500, 1, 100, 10_000);
                assertThat(after.updates()).isEqualTo(before.updates());
            }
        }
    }

    @Test
    void aTornLastLineAndAnUnfinishedInstantAreCutOff() throws IOException {
        Path ledger = folder.resolve("ledger.jsonl");
        try (Scene before = Scene.on(ledger)) {
            before.market("buy", "10");
            List<String> updates = before.updates();
            String whole = Files.readString(ledger);
            Files.writeString(
                    ledger,
                    "{\"seq\":9,\"wall\":\"2026-01-01T00:00:00Z\","
                            + "\"at\":\"2026-01-06T14:33:00Z\",\"type\":\"BAR\",\"more\":true}\n"
                            + "{\"seq\":10,\"wal",
                    StandardOpenOption.APPEND);
            try (Scene after = copyOf("ledger.jsonl")) {
                assertThat(after.updates()).isEqualTo(updates);
                assertThat(Files.readString(folder.resolve("copy-ledger.jsonl"))).isEqualTo(whole);
            }
        }
    }

    @Test
    void aLedgerThatWasTamperedWithIsRefused() throws IOException {
        Path ledger = folder.resolve("ledger.jsonl");
        try (Scene before = Scene.on(ledger)) {
            before.market("buy", "10");
            before.bar(1, 100, 100, 100, 100);
            Files.writeString(ledger, Files.readString(ledger).replace("98999.5", "99999.5"));
            assertThatThrownBy(() -> copyOf("ledger.jsonl"))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("expected: what follows from the rows before it")
                    .hasMessageContaining("98999.5");
        }
    }

    @Test
    void aLedgerOfAnotherAccountOrInUseIsRefused() {
        Path ledger = folder.resolve("ledger.jsonl");
        try (Scene before = Scene.on(ledger)) {
            before.market("buy", "10");
            assertThatThrownBy(() -> Scene.on(ledger))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("not in use by another broker");
            Path copy = copy("ledger.jsonl");
            AccountTerms rich = new AccountTerms(new BigDecimal("5"), 2, false, 1);
            assertThatThrownBy(() -> Scene.with(Scene.options(copy, null, 0, rich)))
                    .isInstanceOf(LedgerException.class)
                    .hasMessage("cash: \"5\" (expected: \"100000\", with which the ledger began)");
        }
    }

    @Test
    void anOrderIsInTheLedgerBeforeItsAnswerIsThere() throws IOException {
        Path ledger = folder.resolve("ledger.jsonl");
        try (Scene scene = Scene.on(ledger)) {
            String id = scene.market("buy", "10");
            assertThat(Files.readAllLines(ledger))
                    .anySatisfy(
                            row ->
                                    assertThat(row)
                                            .contains("\"type\":\"ORDER\"", "\"id\":\"" + id));
        }
    }

    @Test
    void aNameIsTakenForEver() {
        try (Scene before = Scene.on(folder.resolve("ledger.jsonl"))) {
            String order =
                    "{'symbol':'AAPL','qty':'1','side':'buy','type':'market',"
                            + "'time_in_force':'day','client_order_id':'once'}";
            before.delete("/v2/orders/" + before.post("/v2/orders", order).at("/id"));
            try (Scene after = copyOf("ledger.jsonl")) {
                assertThat(after.post("/v2/orders", order).at("/message"))
                        .isEqualTo("client_order_id must be unique");
            }
        }
    }

    /** Everything that leaves a row of its own kind. */
    private static void liveThrough(Scene scene) {
        scene.order(Scene.bracket("10", "110", "95"));
        scene.bar(1, 100, 101, 99, 100);
        scene.market("buy", "1500");
        scene.bar(2, 101, 102, 100, 101);
        String stop =
                scene.order(
                        "'side':'sell','qty':'7','type':'trailing_stop','trail_percent':'3',"
                                + "'time_in_force':'gtc'");
        scene.bar(3, 105, 107.33, 105, 107);
        String limit = scene.limit("buy", "20", "90");
        scene.patch("/v2/orders/" + limit, "{'limit_price':'91','qty':'25'}");
        scene.delete("/v2/orders/" + scene.limit("buy", "20", "70"));
        scene.patch("/v2/account/configurations", "{'fractional_trading':false}");
        assertThat(scene.status(stop)).isEqualTo("new");
    }

    /** The bars of {@link #liveThrough}, which the tape plays again after a restart. */
    private static void playLife(Scene scene) {
        scene.bar(0, 100, 100, 100, 100);
        scene.bar(1, 100, 101, 99, 100);
        scene.bar(2, 101, 102, 100, 101);
        scene.bar(3, 105, 107.33, 105, 107);
    }

    private static List<JsonNode> tellAll(Scene scene) {
        return List.of(
                scene.get("/v2/account").body(),
                scene.get("/v2/account/configurations").body(),
                scene.get("/v2/orders?status=all&nested=true").body(),
                scene.get("/v2/positions").body(),
                scene.get("/v2/account/activities").body());
    }

    private Scene copyOf(String name) {
        return Scene.with(Scene.options(copy(name), null, 0, ACCOUNT));
    }

    private Path copy(String name) {
        Path copy = folder.resolve("copy-" + name);
        try {
            Files.copy(folder.resolve(name), copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return copy;
    }
}
