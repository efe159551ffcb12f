package io.millrace.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.broker.exchange.AccountTerms;
import io.millrace.broker.exchange.TradeUpdate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrderLifeTest {

    private final Scene scene = Scene.open();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void aMarketOrderFillsAtTheNextOpenAndNotBefore() {
        Scene.Reply taken =
                scene.post(
                        "/v2/orders",
                        "{'symbol':'AAPL','qty':10,'side':'buy','type':'market',"
                                + "'time_in_force':'day','client_order_id':'mine'}");
        assertThat(taken.status()).isEqualTo(200);
        assertThat(taken.at("/status")).isEqualTo("pending_new");
        assertThat(taken.at("/order_class")).isEmpty();
        assertThat(taken.at("/expires_at")).isEqualTo("2026-01-06T21:00:00Z");
        assertThat(scene.status(taken.at("/id"))).isEqualTo("new");

        scene.bar(1, 101, 102, 100, 101.5);

        Scene.Reply filled = scene.get("/v2/orders:by_client_order_id?client_order_id=mine");
        assertThat(filled.at("/status")).isEqualTo("filled");
        assertThat(filled.at("/filled_qty")).isEqualTo("10");
        assertThat(filled.at("/filled_avg_price")).isEqualTo("101.0505");
        assertThat(filled.at("/filled_at")).isEqualTo("2026-01-06T14:32:00Z");
        Scene.Reply account = scene.get("/v2/account");
        assertThat(account.at("/cash")).isEqualTo("98989.495");
        assertThat(account.at("/equity")).isEqualTo("100004.495");
        Scene.Reply position = scene.get("/v2/positions/AAPL");
        assertThat(position.at("/qty")).isEqualTo("10");
        assertThat(position.at("/avg_entry_price")).isEqualTo("101.0505");
        assertThat(position.at("/current_price")).isEqualTo("101.5");
    }

    @Test
    void theLegsOfABracketWaitForTheirEntryAndEndEachOther() {
        String head = scene.order(Scene.bracket("10", "110", "95"));
        assertThat(legStatuses(head)).containsExactly("limit held", "stop held");

        scene.bar(1, 100, 101, 99, 100);
        assertThat(scene.status(head)).isEqualTo("filled");
        assertThat(legStatuses(head)).containsExactly("limit new", "stop new");
        assertThat(scene.get("/v2/positions/AAPL").at("/qty_available")).isEqualTo("0");

        scene.bar(2, 109, 112, 108, 111);
        assertThat(legStatuses(head)).containsExactly("limit filled", "stop canceled");
        assertThat(scene.get("/v2/positions").body()).isEmpty();
        assertThat(events())
                .containsExactly(
                        "pending_new market",
                        "new market",
                        "fill market",
                        "new stop",
                        "new limit",
                        "fill limit",
                        "canceled stop");
    }

    @Test
    void anUpdateTellsTheOrderAsItWasWhateverBecameOfItSince() {
        scene.order(Scene.bracket("150", "110", "95"));
        scene.bar("AAPL", 1, 100, 100, 100, 100, 1000);
        scene.bar("AAPL", 2, 100, 100, 100, 100, 1000);
        scene.bar(3, 109, 112, 108, 111);

        assertThat(updatesOfHeads())
                .containsExactly(
                        "pending_new 0 held held",
                        "new 0 held held",
                        "partially_filled 100 held held",
                        "filled 150 new new");
    }

    @Test
    void cancellingOneLegGivesUpTheGroup() {
        String head = scene.order(Scene.bracket("10", "110", "95"));
        scene.bar(1, 100, 101, 99, 100);
        String leg = scene.get("/v2/orders/" + head).at("/legs/0/id");

        assertThat(scene.delete("/v2/orders/" + leg).status()).isEqualTo(204);

        assertThat(legStatuses(head)).containsExactly("limit canceled", "stop canceled");
        assertThat(scene.delete("/v2/orders/" + leg).status()).isEqualTo(204);
        assertThat(scene.delete("/v2/orders/" + head).at("/message"))
                .isEqualTo("order is already in \"filled\" state");
    }

    @Test
    void aPairSellsOnceOnly() {
        scene.market("buy", "10");
        scene.bar(1, 100, 101, 99, 100);
        String pair =
                scene.order(
                        "'side':'sell','qty':'10','type':'limit','time_in_force':'gtc',"
                                + "'order_class':'oco','take_profit':{'limit_price':'110'},"
                                + "'stop_loss':{'stop_price':'95'},'client_order_id':'pair'");
        assertThat(scene.get("/v2/orders/" + pair).at("/limit_price")).isEqualTo("110");
        assertThat(legStatuses(pair)).containsExactly("stop held");

        scene.bar(2, 96, 97, 94, 95);

        assertThat(scene.status(pair)).isEqualTo("canceled");
        assertThat(legStatuses(pair)).containsExactly("stop filled");
        assertThat(scene.get("/v2/positions").body()).isEmpty();
    }

    @Test
    void aBigOrderFillsInPartsAsTheVolumeAllows() {
        String order = scene.market("buy", "150");
        scene.bar("AAPL", 1, 100, 100, 100, 100, 1000);
        assertThat(scene.status(order)).isEqualTo("partially_filled");
        assertThat(scene.get("/v2/orders/" + order).at("/filled_qty")).isEqualTo("100");

        scene.bar("AAPL", 2, 102, 102, 102, 102, 1000);
        assertThat(scene.get("/v2/orders/" + order).at("/filled_avg_price")).isEqualTo("100.717");
        JsonNode activities =
                scene.get("/v2/account/activities/FILL?direction=asc&page_size=1").body();
        assertThat(activities).hasSize(1);
        assertThat(activities.at("/0/type").asText()).isEqualTo("partial_fill");
        assertThat(activities.at("/0/leaves_qty").asText()).isEqualTo("50");
        String token = activities.at("/0/id").asText();
        assertThat(token).startsWith("20260106093200000::");
        JsonNode rest =
                scene.get("/v2/account/activities?direction=asc&page_token=" + token).body();
        assertThat(rest).hasSize(1);
        assertThat(rest.at("/0/cum_qty").asText()).isEqualTo("150");
    }

    @Test
    void aReplacementGoesOnWhereTheOldOrderStopped() {
        String old = scene.limit("buy", "150", "99");
        scene.bar("AAPL", 1, 98, 98, 98, 98, 1000);

        Scene.Reply reply =
                scene.patch(
                        "/v2/orders/" + old,
                        "{'qty':'120','limit_price':'99.5','client_order_id':'second'}");

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.at("/replaces")).isEqualTo(old);
        assertThat(reply.at("/client_order_id")).isEqualTo("second");
        assertThat(reply.at("/qty")).isEqualTo("120");
        assertThat(reply.at("/filled_qty")).isEqualTo("100");
        Scene.Reply before = scene.get("/v2/orders/" + old);
        assertThat(before.at("/status")).isEqualTo("replaced");
        assertThat(before.at("/replaced_by")).isEqualTo(reply.at("/id"));
        scene.bar("AAPL", 2, 99.4, 99.4, 99.4, 99.4, 1000);
        Scene.Reply after = scene.get("/v2/orders/" + reply.at("/id"));
        assertThat(after.at("/status")).isEqualTo("filled");
        assertThat(after.at("/filled_qty")).isEqualTo("120");
        assertThat(scene.get("/v2/positions/AAPL").at("/qty")).isEqualTo("120");
        assertThat(scene.patch("/v2/orders/" + old, "{'qty':'200'}").at("/message"))
                .isEqualTo("unable to replace order, order is not open");
    }

    @Test
    void aReplacedStopProtectsAtItsNewPrice() {
        String head = scene.order(Scene.bracket("10", "110", "95"));
        scene.bar(1, 100, 101, 99, 100);
        String stop = scene.get("/v2/orders/" + head).at("/legs/1/id");

        assertThat(scene.patch("/v2/orders/" + stop, "{'stop_price':'98'}").status())
                .isEqualTo(200);
        scene.bar(2, 99, 99, 97, 97);

        assertThat(legStatuses(head)).containsExactly("limit canceled", "stop filled");
    }

    @Test
    void whatArrivesAfterTheCloseIsAcceptedAndBecomesNewAtTheOpen() {
        try (Scene night =
                Scene.startingAt(
                        Scene.options(null, null, 0, AccountTerms.standard()),
                        Instant.parse("2026-01-05T21:30:00Z").toEpochMilli())) {
            String order = night.limit("buy", "1", "90");
            assertThat(night.status(order)).isEqualTo("accepted");
            assertThat(night.patch("/v2/orders/" + order, "{'qty':'2'}").at("/message"))
                    .isEqualTo("unable to replace order, order isn't sent to exchange yet");

            night.bar(0, 100, 100, 100, 100);

            assertThat(night.status(order)).isEqualTo("new");
        }
    }

    @Test
    void aDayOrderExpiresOnTheFirstBarOfTheNextSession() {
        String order =
                scene.order(
                        "'side':'buy','qty':'1','type':'limit','limit_price':'90',"
                                + "'time_in_force':'day'");
        scene.bar(24 * 60, 80, 80, 80, 80);
        assertThat(scene.status(order)).isEqualTo("expired");
    }

    @Test
    void aTrailingStopFollowsTheHighAndNeverGoesBack() {
        scene.market("buy", "10");
        scene.bar(1, 100, 100, 100, 100);
        String stop =
                scene.order(
                        "'side':'sell','qty':'10','type':'trailing_stop','trail_price':'5',"
                                + "'time_in_force':'gtc'");
        assertThat(scene.get("/v2/orders/" + stop).at("/stop_price")).isEqualTo("95");

        scene.bar(2, 100, 108, 100, 107);
        scene.bar(3, 106, 106, 104, 105);
        assertThat(scene.get("/v2/orders/" + stop).at("/hwm")).isEqualTo("108");
        assertThat(scene.get("/v2/orders/" + stop).at("/stop_price")).isEqualTo("103");

        scene.bar(4, 104, 104, 102, 102);
        assertThat(scene.status(stop)).isEqualTo("filled");
    }

    @Test
    void closingEverythingCancelsAndSells() {
        scene.market("buy", "10");
        scene.bar(1, 100, 100, 100, 100);
        scene.limit("sell", "10", "120");

        Scene.Reply refused = scene.delete("/v2/positions");
        assertThat(refused.status()).isEqualTo(207);
        assertThat(refused.at("/0/status")).isEqualTo("403");
        assertThat(refused.at("/0/body/held_for_orders")).isEqualTo("10");

        Scene.Reply closing = scene.delete("/v2/positions?cancel_orders=true");
        assertThat(closing.at("/0/symbol")).isEqualTo("AAPL");
        assertThat(closing.at("/0/status")).isEqualTo("200");
        assertThat(closing.at("/0/body/side")).isEqualTo("sell");
        scene.bar(2, 100, 100, 100, 100);
        assertThat(scene.get("/v2/positions").body()).isEmpty();
    }

    @Test
    void cancellingEverythingNamesEveryOrder() {
        String head = scene.order(Scene.bracket("10", "110", "95"));

        Scene.Reply reply = scene.delete("/v2/orders");

        assertThat(reply.status()).isEqualTo(207);
        assertThat(reply.body()).hasSize(3);
        assertThat(reply.at("/0/id")).isEqualTo(head);
        assertThat(reply.at("/0/body/status")).isEqualTo("canceled");
        assertThat(scene.get("/v2/orders").body()).isEmpty();
    }

    private List<String> legStatuses(String head) {
        return scene
                .get("/v2/orders/" + head + "?nested=true")
                .body()
                .path("legs")
                .findParents("id")
                .stream()
                .map(leg -> leg.path("type").asText() + " " + leg.path("status").asText())
                .toList();
    }

    /** What the updates tell of orders with legs: status, quantity filled, the legs' statuses. */
    private List<String> updatesOfHeads() {
        return scene.exchange().after(0).stream()
                .map(update -> update.data().path("order"))
                .filter(order -> order.path("legs").isArray())
                .map(
                        order ->
                                String.join(
                                        " ",
                                        order.path("status").asText(),
                                        order.path("filled_qty").asText(),
                                        order.at("/legs/0/status").asText(),
                                        order.at("/legs/1/status").asText()))
                .toList();
    }

    private List<String> events() {
        return scene.exchange().after(0).stream()
                .map(TradeUpdate::data)
                .map(data -> data.at("/event").asText() + " " + data.at("/order/type").asText())
                .toList();
    }
}
