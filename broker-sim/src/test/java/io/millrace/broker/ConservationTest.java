package io.millrace.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.broker.exchange.AccountTerms;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterTry;

/** Whatever is asked, the account is what its fills made of it, and the ledger says the same. */
class ConservationTest {

    private static final int REQUESTS = 60;
    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder = newFolder();

    /** Cash and shares by hand, from the FILL rows alone. */
    private static final class Tally {
        private BigDecimal cash = AccountTerms.standard().cash();
        private final Map<String, BigDecimal> shares = new HashMap<>();
        private final Map<String, BigDecimal> filled = new HashMap<>();
        private final Map<String, String> chains = new HashMap<>();
        private final Map<String, BigDecimal> totals = new HashMap<>();

        /** What an order is to fill in all: as it was taken, and as it was sized since. */
        void size(JsonNode row) {
            totals.put(row.at("/id").asText(), new BigDecimal(row.at("/qty").asText()));
        }

        /** A replacement goes on counting where the order before it stopped. */
        void replace(JsonNode row) {
            size(row);
            String before = row.at("/replaces").asText();
            chains.put(row.at("/id").asText(), chains.getOrDefault(before, before));
        }

        void take(JsonNode fill) {
            BigDecimal quantity = new BigDecimal(fill.at("/qty").asText());
            BigDecimal price = new BigDecimal(fill.at("/price").asText());
            boolean buys = fill.at("/side").asText().equals("buy");
            BigDecimal signed = buys ? quantity : quantity.negate();
            cash = cash.subtract(signed.multiply(price));
            shares.merge(fill.at("/symbol").asText(), signed, BigDecimal::add);
            String first = chains.getOrDefault(fill.at("/id").asText(), fill.at("/id").asText());
            BigDecimal total = filled.merge(first, quantity, BigDecimal::add);
            assertThat(new BigDecimal(fill.at("/cum_qty").asText())).isEqualByComparingTo(total);
            assertThat(total).isLessThanOrEqualTo(totals.get(fill.at("/id").asText()));
            assertThat(new BigDecimal(fill.at("/cash").asText())).isEqualByComparingTo(cash);
        }
    }

    @Property(tries = 15)
    void cashAndSharesAreWhatTheFillsMade(@ForAll long seed) throws IOException {
        Path ledger = folder.resolve("ledger.jsonl");
        Random random = new Random(seed); // determinism: seeded by the property
        try (Scene scene = Scene.on(ledger)) {
            double price = 100;
            for (int minute = 1; minute <= REQUESTS; minute++) {
                ask(scene, random, price);
                double next = Math.round((price + random.nextInt(9) - 4) * 100) / 100.0;
                double high = Math.max(price, next) + 1;
                scene.bar("AAPL", minute, price, high, Math.min(price, next) - 1, next, 900);
                price = next;
            }
            List<String> rows = Files.readAllLines(ledger);
            Tally tally = new Tally();
            for (String row : rows) {
                JsonNode json = JSON.readTree(row);
                switch (json.at("/type").asText()) {
                    case "FILL" -> tally.take(json);
                    case "REPLACE" -> tally.replace(json);
                    case "ORDER", "RESIZE" -> tally.size(json);
                    default -> {
                        // moves nothing
                    }
                }
            }
            assertThat(new BigDecimal(scene.get("/v2/account").at("/cash")))
                    .isEqualByComparingTo(tally.cash);
            BigDecimal held = tally.shares.getOrDefault("AAPL", BigDecimal.ZERO);
            assertThat(held.signum()).isNotNegative();
            Scene.Reply position = scene.get("/v2/positions/AAPL");
            assertThat(position.status()).isEqualTo(held.signum() == 0 ? 404 : 200);
            if (held.signum() > 0) {
                assertThat(new BigDecimal(position.at("/qty"))).isEqualByComparingTo(held);
            }
            for (JsonNode order : scene.get("/v2/orders?status=all&limit=500").body()) {
                assertThat(new BigDecimal(order.at("/qty").asText()))
                        .isEqualByComparingTo(tally.totals.get(order.at("/id").asText()));
            }
            assertSameAfterRestart(scene, ledger);
        }
    }

    private void assertSameAfterRestart(Scene scene, Path ledger) throws IOException {
        Path copy = folder.resolve("copy.jsonl");
        Files.copy(ledger, copy);
        try (Scene again = Scene.with(Scene.options(copy, null, 0, AccountTerms.standard()))) {
            String orders = "/v2/orders?status=all&limit=500";
            assertThat(again.get(orders).body()).isEqualTo(scene.get(orders).body());
            assertThat(again.updates()).isEqualTo(scene.updates());
        }
    }

    private static void ask(Scene scene, Random random, double price) {
        String side = random.nextInt(3) == 0 ? "sell" : "buy";
        int quantity = 1 + random.nextInt(150);
        double near = price + random.nextInt(7) - 3;
        Scene.Reply reply =
                switch (random.nextInt(8)) {
                    case 0 -> post(scene, side, quantity, "'type':'market','time_in_force':'day'");
                    case 1, 2 ->
                            post(
                                    scene,
                                    side,
                                    quantity,
                                    "'type':'limit','limit_price':'"
                                            + near
                                            + "','time_in_force':'gtc'");
                    case 3 ->
                            post(
                                    scene,
                                    "buy",
                                    quantity,
                                    ("'type':'market','time_in_force':'gtc','order_class':'bracket',"
                                                    + "'take_profit':{'limit_price':'%s'},"
                                                    + "'stop_loss':{'stop_price':'%s'}")
                                            .formatted(price + 3, price - 3));
                    case 4 ->
                            post(
                                    scene,
                                    "sell",
                                    quantity,
                                    ("'type':'limit','time_in_force':'gtc','order_class':'oco',"
                                                    + "'take_profit':{'limit_price':'%s'},"
                                                    + "'stop_loss':{'stop_price':'%s'}")
                                            .formatted(price + 2, price - 2));
                    case 5 -> onOneOrder(scene, random, "DELETE", "");
                    case 6 -> onOneOrder(scene, random, "PATCH", "{\"qty\":\"" + quantity + "\"}");
                    default -> scene.delete("/v2/positions?cancel_orders=" + random.nextBoolean());
                };
        assertThat(reply.status()).as(reply.text()).isIn(200, 204, 207, 403, 404, 422);
    }

    private static Scene.Reply post(Scene scene, String side, int quantity, String more) {
        return scene.post(
                "/v2/orders",
                "{'symbol':'AAPL','side':'%s','qty':'%d',%s}".formatted(side, quantity, more));
    }

    private static Scene.Reply onOneOrder(Scene scene, Random random, String method, String body) {
        JsonNode open = scene.get("/v2/orders").body();
        String id =
                open.isEmpty()
                        ? "00000000-0000-0000-0000-000000000000"
                        : open.get(random.nextInt(open.size())).at("/id").asText();
        return scene.send(method, "/v2/orders/" + id, body);
    }

    @AfterTry
    void forget() throws IOException {
        Files.deleteIfExists(folder.resolve("ledger.jsonl"));
        Files.deleteIfExists(folder.resolve("copy.jsonl"));
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory(Path.of("target"), "ledger");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
