package io.millrace.connectors.alpaca;

import static io.millrace.connectors.alpaca.Documents.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.connectors.alpaca.FakeAlpaca.Answer;
import io.millrace.domain.broker.BrokerOrder;
import io.millrace.domain.broker.BrokerPosition;
import io.millrace.domain.broker.BrokerSnapshot;
import io.millrace.domain.order.OrderStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlpacaSnapshotsTest {

    private static final String FILLS = "GET /v2/account/activities/FILL";
    private static final Answer NONE = Answer.json(200, "[]");

    private final FakeAlpaca alpaca = new FakeAlpaca();
    private final AlpacaHttp http = Clients.http(alpaca.endpoint(), new RecordedPace());
    private final AlpacaSnapshots snapshots = new AlpacaSnapshots(http, 3_600_000);

    @BeforeEach
    void script() {
        alpaca.on("GET /v2/clock", Answer.json(200, "{'timestamp':'2023-11-14T23:00:00Z'}"));
        alpaca.on("GET /v2/account", Answer.json(200, "{'cash':'1000.50'}"));
        alpaca.on("GET /v2/positions", NONE);
        alpaca.on("GET /v2/orders", NONE);
        alpaca.on(FILLS, NONE);
    }

    @AfterEach
    void close() {
        http.close();
        alpaca.close();
    }

    @Test
    void showsCashPositionsAndOrdersWithTheirLegs() throws AlpacaError {
        alpaca.on(
                "GET /v2/positions",
                Answer.json(
                        200,
                        "[{'symbol':'TSLA','qty':'-3','side':'short','avg_entry_price':'200.5'},"
                                + "{'symbol':'SPY','qty':'10','side':'long','avg_entry_price':400},"
                                + "{'symbol':'QQQ','qty':'4','side':'short','avg_entry_price':'1'},"
                                + "{'symbol':'NIL','qty':'0','side':'long','avg_entry_price':'1'}]"));
        alpaca.on("GET /v2/orders status=open nested=false", list(profitLeg("new")));
        alpaca.on(
                "GET /v2/orders status=closed nested=true after=2023-11-14T22:00:00Z",
                list(
                        bracket("filled", profitLeg("new"), stopLeg("held")),
                        shown("old", "x", "limit", "replaced")));

        BrokerSnapshot snapshot = snapshots.read();

        assertThat(snapshot.atMillis())
                .isEqualTo(Instant.parse("2023-11-14T23:00:00Z").toEpochMilli());
        assertThat(snapshot.cash()).isEqualByComparingTo("1000.50");
        assertThat(snapshot.positions())
                .extracting(BrokerPosition::symbol, p -> p.quantity().intValue())
                .containsExactly(tuple("QQQ", -4), tuple("SPY", 10), tuple("TSLA", -3));
        assertThat(snapshot.orders())
                .extracting(BrokerOrder::brokerId, BrokerOrder::carrierId, BrokerOrder::status)
                .containsExactly(
                        tuple("id-entry", null, OrderStatus.FILLED),
                        tuple("id-profit", "entry", OrderStatus.ACCEPTED),
                        tuple("id-stop", "entry", OrderStatus.HELD));
    }

    @Test
    void aLegWithoutItsCarrierIsAskedForOnce() throws AlpacaError {
        alpaca.on("GET /v2/orders status=open nested=false", list(profitLeg("new")));
        alpaca.on(
                "GET /v2/orders status=all nested=true symbols=SPY",
                list(
                        shown("id-other", "other", "market", "filled"),
                        bracket("filled", profitLeg("new"), stopLeg("held"))));

        for (int time = 0; time < 2; time++) {
            assertThat(snapshots.read().orders())
                    .extracting(BrokerOrder::carrierId)
                    .containsExactly("entry");
        }
        assertThat(alpaca.heard("GET /v2/orders"))
                .filteredOn(each -> each.query().contains("status=all"))
                .hasSize(1);
    }

    @Test
    void isReadAgainWhenAFillCameInBetween() throws AlpacaError {
        alpaca.on(FILLS, fills(1, 1), fills(2, 1), fills(2, 1));
        alpaca.on(
                "GET /v2/account",
                Answer.json(200, "{'cash':'1'}"),
                Answer.json(200, "{'cash':'2'}"));

        assertThat(snapshots.read().cash()).isEqualByComparingTo("2");
        assertThat(alpaca.heard("GET /v2/account")).hasSize(2);
    }

    @Test
    void givesUpOnAnAccountThatNeverRests() {
        alpaca.on(FILLS, IntStream.range(1, 9).mapToObj(n -> fills(n, 1)).toArray(Answer[]::new));

        assertThatThrownBy(snapshots::read).hasMessageContaining("kept filling");
        assertThat(alpaca.heard("GET /v2/account")).hasSize(5);
    }

    @Test
    void moreOrdersThanAPageAreAllThere() throws AlpacaError {
        List<JsonNode> orders = orders(0, 500);
        alpaca.on("GET /v2/orders status=open nested=true", list(orders));
        alpaca.on(
                "GET /v2/orders status=open nested=true after=2023-11-14T22:14:38.999999999Z",
                list(Stream.concat(orders.stream().skip(495), orders(500, 7).stream()).toList()));

        assertThat(snapshots.read().orders()).hasSize(507).doesNotHaveDuplicates();
    }

    @Test
    void aPageThatNeverEndsIsRefused() {
        alpaca.on("GET /v2/orders status=open nested=true", list(orders(0, 500)));

        assertThatThrownBy(snapshots::read).hasMessageContaining("than fit on a page");
    }

    @Test
    void anAnswerThatIsNotAnAccountIsRefused() {
        alpaca.on("GET /v2/account", Answer.json(200, "{'status':'ACTIVE'}"));
        assertThatThrownBy(snapshots::read).hasMessage("cash: missing (expected: a number)");

        alpaca.on("GET /v2/account", Answer.json(200, "{'cash':'1'}"));
        alpaca.on("GET /v2/positions", Answer.json(200, "{}"));
        assertThatThrownBy(snapshots::read).hasMessage("/v2/positions: not a list");
    }

    @Test
    void fillsAreReadPageByPageFromWhereOneStopped() throws AlpacaError {
        alpaca.on(FILLS + " direction=asc after=2023-11-14T22:13:20Z", fills(1, 100));
        alpaca.on(FILLS + " direction=asc page_token=fill-100", fills(101, 2));

        assertThat(AlpacaActivities.fillsAfter(http, null, AT))
                .hasSize(102)
                .last()
                .isEqualTo(
                        new AlpacaFill(
                                "fill-102",
                                "id-entry",
                                "SPY",
                                BigDecimal.ONE,
                                new BigDecimal("400.5"),
                                new BigDecimal("102"),
                                AT + 1));
        assertThat(AlpacaActivities.fillsAfter(http, "fill-100", 0)).hasSize(2);
    }

    @Test
    void aPageOfFillsThatRepeatsItselfIsRefused() {
        alpaca.on(FILLS + " direction=asc page_token=fill-100", fills(1, 100));

        assertThatThrownBy(() -> AlpacaActivities.fillsAfter(http, "fill-100", 0))
                .hasMessageContaining("repeats it");
    }

    private static List<JsonNode> orders(int from, int count) {
        List<JsonNode> orders = new ArrayList<>();
        for (int n = from; n < from + count; n++) {
            ObjectNode order =
                    shown(String.format(Locale.ROOT, "id-%04d", n), "name-" + n, "limit", "new");
            // five orders of one instant, at the edge of the page too
            Instant at = Instant.parse("2023-11-14T22:13:00Z").plusSeconds(n / 5);
            orders.add(order.put("submitted_at", at.toString()));
        }
        return orders;
    }

    private static Answer fills(int from, int count) {
        List<JsonNode> fills = new ArrayList<>();
        for (int n = from; n < from + count; n++) {
            fills.add(
                    Json.object()
                            .put("id", "fill-" + n)
                            .put("order_id", "id-entry")
                            .put("symbol", "SPY")
                            .put("qty", "1")
                            .put("price", "400.5")
                            .put("cum_qty", Integer.toString(n))
                            .put("transaction_time", "2023-11-14T22:13:20.001Z"));
        }
        return list(fills);
    }

    private static Answer list(JsonNode... rows) {
        return list(List.of(rows));
    }

    private static Answer list(List<? extends JsonNode> rows) {
        return Answer.json(200, rows.toString());
    }
}
