package io.millrace.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.broker.exchange.AccountTerms;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.Resolution;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountRoutesTest {

    private final Scene scene = Scene.open();
    private String bought = "";
    private String offered = "";
    private String bracket = "";

    @BeforeAll
    void tradeALittle() {
        bought = scene.market("buy", "10");
        scene.bar(1, 100, 100, 100, 100);
        offered = scene.limit("sell", "4", "120");
        scene.bar("MSFT", 1, 50, 50, 50, 50, 10_000);
        bracket =
                scene.post("/v2/orders", "{'symbol':'MSFT'," + Scene.bracket("5", "60", "45") + "}")
                        .at("/id");
    }

    @AfterAll
    void close() {
        scene.close();
    }

    @Test
    void theAccountWritesMoneyAsTextAndReservesWhatIsOrdered() {
        Scene.Reply account = scene.get("/v2/account");

        assertThat(account.at("/status")).isEqualTo("ACTIVE");
        assertThat(account.body().path("cash").isTextual()).isTrue();
        assertThat(account.at("/cash")).isEqualTo("98999.5");
        assertThat(account.at("/long_market_value")).isEqualTo("1000");
        assertThat(account.at("/equity")).isEqualTo("99999.5");
        assertThat(account.at("/multiplier")).isEqualTo("2");
        assertThat(account.at("/buying_power")).isEqualTo("198749");
        assertThat(account.body().path("shorting_enabled").asBoolean()).isFalse();
        assertThat(account.body().has("pattern_day_trader")).isFalse();
    }

    @Test
    void ordersAreListedByStatusSymbolSideAndPage() {
        assertThat(ids("status=open")).hasSize(4).contains(offered, bracket);
        assertThat(ids("status=closed")).containsExactly(bought);
        assertThat(ids("status=all&direction=asc&limit=2")).containsExactly(bought, offered);
        assertThat(ids("status=all&side=sell&symbols=AAPL")).containsExactly(offered);
        assertThat(ids("status=all&symbols=MSFT&nested=true")).containsExactly(bracket);
        assertThat(ids("status=all&after_order_id=" + offered)).hasSize(3);
        assertThat(ids("status=all&before_order_id=" + offered)).containsExactly(bought);
        assertThat(ids("status=all&until=2026-01-06T14:32:00Z")).containsExactly(bought);
        assertThat(ids("status=all&after=2026-01-06T14:31:00Z&symbols=AAPL"))
                .containsExactly(offered);
        assertThat(scene.get("/v2/orders?nested=true&symbols=MSFT").body().at("/0/legs"))
                .hasSize(2);
    }

    @Test
    void aPositionSaysWhatIsFreeToSell() {
        Scene.Reply position = scene.get("/v2/positions");

        assertThat(position.at("/0/symbol")).isEqualTo("AAPL");
        assertThat(position.at("/0/qty")).isEqualTo("10");
        assertThat(position.at("/0/qty_available")).isEqualTo("6");
        assertThat(position.at("/0/cost_basis")).isEqualTo("1000.5");
        assertThat(position.at("/0/unrealized_pl")).isEqualTo("-0.5");
        assertThat(position.at("/0/side")).isEqualTo("long");
    }

    @Test
    void theClockAndTheCalendarAreNewYorks() {
        Scene.Reply clock = scene.get("/v2/clock");
        assertThat(clock.at("/timestamp")).isEqualTo("2026-01-06T09:32:00-05:00");
        assertThat(clock.body().path("is_open").asBoolean()).isTrue();
        assertThat(clock.at("/next_open")).isEqualTo("2026-01-07T09:30:00-05:00");
        assertThat(clock.at("/next_close")).isEqualTo("2026-01-06T16:00:00-05:00");
        Scene.Reply calendar = scene.get("/v2/calendar?start=2025-12-24&end=2025-12-27");
        assertThat(calendar.body()).hasSize(2);
        assertThat(calendar.at("/0/close")).isEqualTo("13:00");
        assertThat(calendar.at("/0/settlement_date")).isEqualTo("2025-12-26");
    }

    @Test
    void theAssetsAreTheSymbolsOfTheTape() {
        assertThat(scene.get("/v2/assets").body()).hasSize(2);
        Scene.Reply asset = scene.get("/v2/assets/AAPL");
        assertThat(asset.at("/class")).isEqualTo("us_equity");
        assertThat(scene.get("/v2/assets/" + asset.at("/id")).at("/symbol")).isEqualTo("AAPL");
        assertThat(scene.get("/v2/assets?asset_class=crypto").body()).isEmpty();
    }

    @Test
    void activitiesAndHistoryTellOfTheFills() {
        Scene.Reply fills =
                scene.get("/v2/account/activities/FILL?order_id=" + bought + "&date=2026-01-06");
        assertThat(fills.body()).hasSize(1);
        assertThat(fills.at("/0/side")).isEqualTo("buy");
        assertThat(scene.get("/v2/account/activities?activity_types=DIV").body()).isEmpty();
        Scene.Reply history = scene.get("/v2/account/portfolio/history?timeframe=1Min&period=1D");
        assertThat(history.at("/timestamp/0")).isEqualTo(Long.toString(Scene.OPEN / 1000));
        assertThat(history.body().at("/equity/0").isNumber()).isTrue();
        assertThat(history.body().at("/equity/1").asDouble()).isEqualTo(99_999.5);
    }

    @Test
    void tradingCanBeSuspendedAndResumed() {
        try (Scene other = Scene.open()) {
            assertThat(
                            other.patch("/v2/account/configurations", "{'suspend_trade':true}")
                                    .body()
                                    .path("suspend_trade")
                                    .asBoolean())
                    .isTrue();
            assertThat(
                            other.post(
                                            "/v2/orders",
                                            "{'symbol':'AAPL','qty':'1','side':'buy',"
                                                    + "'type':'market','time_in_force':'day'}")
                                    .at("/message"))
                    .isEqualTo("new orders are rejected by user request");
            other.patch("/v2/account/configurations", "{'suspend_trade':false}");
            assertThat(other.market("buy", "1")).isNotEmpty();
        }
    }

    @Test
    void aShareOfAPositionIsClosed() {
        try (Scene other = Scene.open()) {
            other.market("buy", "10");
            other.bar(1, 100, 100, 100, 100);
            Scene.Reply order = other.delete("/v2/positions/AAPL?percentage=50");
            assertThat(order.at("/qty")).isEqualTo("5");
            other.bar(2, 100, 100, 100, 100);
            assertThat(other.get("/v2/positions/AAPL").at("/qty")).isEqualTo("5");
        }
    }

    @Test
    void aNotionalBuysWhatItIsWorth() {
        try (Scene other = Scene.open()) {
            String id =
                    other.order(
                            "'side':'buy','notional':'250','type':'market',"
                                    + "'time_in_force':'day'");
            Scene.Reply order = other.get("/v2/orders/" + id);
            assertThat(order.at("/notional")).isEqualTo("250");
            assertThat(order.body().path("qty").isNull()).isTrue();
            other.bar(1, 100, 100, 100, 100);
            assertThat(other.get("/v2/positions/AAPL").at("/qty")).isEqualTo("2.5");
        }
    }

    @Test
    void whoMayShortShorts() {
        AccountTerms account = new AccountTerms(AccountTerms.standard().cash(), 2, true, 1);
        try (Scene other = Scene.with(Scene.options(null, null, 0, account))) {
            other.bar(0, 100, 100, 100, 100);
            other.market("sell", "10");
            other.bar(1, 100, 100, 100, 100);
            assertThat(other.get("/v2/positions/AAPL").at("/qty")).isEqualTo("-10");
            assertThat(other.get("/v2/positions/AAPL").at("/side")).isEqualTo("short");
            assertThat(other.delete("/v2/positions/AAPL").at("/side")).isEqualTo("buy");
        }
    }

    @Test
    void coinsAreOrderedAsPairsAndHeldWithoutTheSlash() {
        BrokerOptions equities = Scene.options(null, null, 0, AccountTerms.standard());
        BrokerOptions.Tape tape = equities.tape();
        BrokerOptions coins =
                new BrokerOptions(
                        equities.listen(),
                        new BrokerOptions.Tape(
                                List.of(),
                                tape.filter(),
                                Market.CRYPTO,
                                Resolution.MINUTE,
                                tape.speed()),
                        equities.account(),
                        equities.venue(),
                        equities.access(),
                        equities.files());
        try (Scene other = Scene.with(coins)) {
            long start = Scene.OPEN;
            Bar first = new Bar("BTCUSD", start, start + 60_000, 100, 100, 100, 100, 1e6);
            other.play(first);
            Scene.Reply order =
                    other.post(
                            "/v2/orders",
                            "{'symbol':'BTC/USD','qty':'2','side':'buy','type':'market',"
                                    + "'time_in_force':'gtc'}");
            assertThat(order.at("/symbol")).isEqualTo("BTC/USD");
            assertThat(order.at("/asset_class")).isEqualTo("crypto");
            other.play(new Bar("BTCUSD", start + 60_000, start + 120_000, 100, 100, 100, 100, 1e6));
            assertThat(other.get("/v2/positions/BTCUSD").at("/symbol")).isEqualTo("BTCUSD");
            assertThat(other.get("/v2/positions/BTC%2FUSD").at("/qty")).isEqualTo("2");
            assertThat(
                            other.post(
                                            "/v2/orders",
                                            "{'symbol':'BTCUSD','qty':'0.01','side':'buy',"
                                                    + "'type':'market','time_in_force':'gtc'}")
                                    .at("/message"))
                    .isEqualTo("cost basis must be >= minimal amount of order 10");
        }
    }

    private List<String> ids(String query) {
        List<String> ids = new ArrayList<>();
        scene.get("/v2/orders?" + query).body().forEach(order -> ids.add(order.at("/id").asText()));
        return ids;
    }
}
