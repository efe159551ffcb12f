package io.millrace.connectors.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.domain.broker.BrokerOrder;
import io.millrace.domain.order.OrderStatus;
import io.millrace.domain.order.OrderType;
import io.millrace.domain.order.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlpacaOrdersTest {

    private static final Path SAMPLES =
            Path.of(
                    System.getProperty("project.root", ".."),
                    "..",
                    "shared",
                    "data",
                    "api-samples",
                    "alpaca");

    @ParameterizedTest(name = "{0} with {1} filled -> {2}")
    @CsvSource({
        "new, 0, ACCEPTED",
        "new, 3, PARTIALLY_FILLED",
        "accepted, 0, ACCEPTED",
        "pending_new, 0, ACCEPTED",
        "accepted_for_bidding, 0, ACCEPTED",
        "stopped, 0, ACCEPTED",
        "calculated, 0, ACCEPTED",
        "suspended, 0, ACCEPTED",
        "pending_cancel, 0, ACCEPTED",
        "pending_cancel, 3, PARTIALLY_FILLED",
        "pending_replace, 0, ACCEPTED",
        "replaced, 0, ACCEPTED",
        "partially_filled, 3, PARTIALLY_FILLED",
        "held, 0, HELD",
        "filled, 10, FILLED",
        "canceled, 3, CANCELED",
        "expired, 0, EXPIRED",
        "rejected, 0, REJECTED",
        "done_for_day, 0, ACCEPTED",
        "REJECTED, 0, REJECTED",
        "pondering, 0, ACCEPTED",
        "pondering, 3, PARTIALLY_FILLED",
    })
    void everyStatusIsOneOfOurs(String word, String filled, OrderStatus status) throws AlpacaError {
        JsonNode order = Documents.shown("1", "a", "limit", word).put("filled_qty", filled);

        assertThat(AlpacaOrders.read(order, null).status()).isEqualTo(status);
    }

    @Test
    void aDayOrderThatIsDoneForTheDayIsOver() throws AlpacaError {
        JsonNode order =
                Documents.shown("1", "a", "limit", "done_for_day").put("time_in_force", "day");

        assertThat(AlpacaOrders.read(order, null).status()).isEqualTo(OrderStatus.EXPIRED);
    }

    @Test
    void numbersComeWithAndWithoutQuotesAndTimesWithAnyOffset() throws AlpacaError {
        JsonNode order =
                Json.document(
                        """
                        {"id":"1","client_order_id":"a.r12","symbol":"BTC/USD","qty":0.123456789,
                         "filled_qty":"0.1","filled_avg_price":27000.5,"side":"sell",
                         "type":"stop_limit","status":"partially_filled","stop_price":"26000",
                         "limit_price":null,"created_at":"2023-11-14T22:13:20.123456789Z",
                         "submitted_at":null,"updated_at":"2023-11-14T17:13:20.999-05:00",
                         "legs":null,"a_new_field":{"x":[1]}}
                        """,
                        200);

        BrokerOrder read = AlpacaOrders.read(order, "carrier");

        assertThat(read.clientOrderId()).isEqualTo("a");
        assertThat(read.carrierId()).isEqualTo("carrier");
        assertThat(read.symbol()).isEqualTo("BTCUSD");
        assertThat(read.side()).isEqualTo(Side.SELL);
        assertThat(read.type()).isEqualTo(OrderType.STOP);
        assertThat(read.quantity()).isEqualTo("0.123456789");
        assertThat(read.filled()).isEqualTo("0.1");
        assertThat(read.averagePrice()).isEqualTo("27000.5");
        assertThat(read.stopPrice()).isEqualTo("26000");
        assertThat(read.limitPrice()).isNull();
        assertThat(read.submittedAtMillis()).isEqualTo(1_700_000_000_123L);
        assertThat(read.updatedAtMillis()).isEqualTo(1_700_000_000_999L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"id\":\"1\",\"qty\":\"ten\"}",
                "{\"id\":\"1\",\"submitted_at\":\"yesterday\"}"
            })
    void whatIsNotAnOrderIsRefused(String document) throws AlpacaError {
        JsonNode node = Json.document(document, 200);

        assertThatThrownBy(() -> AlpacaOrders.read(node, null)).isInstanceOf(AlpacaError.class);
    }

    @ParameterizedTest
    @CsvSource({"abc, abc", "abc.r1, abc", "abc.r12, abc", "abc.r, abc.r", "abc.rx, abc.rx"})
    void aReplacementKeepsOurName(String shown, String ours) {
        assertThat(AlpacaOrders.ourName(shown)).isEqualTo(ours);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alpaca-py/test_order_routes__test_market_order.json",
                "alpaca-py/test_order_routes__test_get_orders.json",
                "alpaca-py/test_order_routes__test_limit_order.json",
                "alpaca-py/test_order_routes__test_replace_order.json",
                "alpaca-py/test_order_routes__test_order_position_intent.json",
                "alpaca-trade-api-python/test_rest__test_orders.json",
                "alpaca-trade-api-python/test_rest__test_orders_3.json",
                "alpaca-trade-api-python/test_rest__test_errors_4.json"
            })
    void recordedOrdersAreRead(String name) throws IOException {
        JsonNode sample = sample(name);
        JsonNode order = sample.isArray() ? sample.get(0) : sample;

        BrokerOrder read = AlpacaOrders.read(order, null);

        assertThat(read.brokerId()).isEqualTo(order.get("id").asText());
        assertThat(read.clientOrderId()).isEqualTo(order.get("client_order_id").asText());
        assertThat(read.quantity()).isEqualByComparingTo(order.get("qty").asText());
        assertThat(read.status()).isEqualTo(OrderStatus.ACCEPTED);
        assertThat(read.filled()).isZero();
        assertThat(read.averagePrice()).isNull();
        assertThat(Instant.ofEpochMilli(read.submittedAtMillis()).toString())
                .startsWith(order.get("submitted_at").asText().substring(0, 19));
    }

    @Test
    void anOrderForAnAmountOfMoneyHasTheQuantityThatFilled() throws AlpacaError {
        JsonNode order =
                Documents.shown("1", "a", "market", "filled")
                        .putNull("qty")
                        .put("notional", "50")
                        .put("filled_qty", "0.125");

        assertThat(AlpacaOrders.read(order, null).quantity()).isEqualTo("0.125");
    }

    @Test
    void theRecordedAccountClockAndPositionsAreRead() throws IOException {
        JsonNode account = sample("alpaca-py/test_account_routes__test_get_account.json");
        JsonNode clock = sample("alpaca-py/test_misc_routes__test_get_clock.json");
        JsonNode positions = sample("alpaca-py/test_position_routes__test_get_all_positions.json");
        try (FakeAlpaca alpaca = new FakeAlpaca();
                AlpacaHttp http = Clients.http(alpaca.endpoint(), new RecordedPace())) {
            alpaca.on("GET /v2/account", said(account));
            alpaca.on("GET /v2/clock", said(clock));
            alpaca.on("GET /v2/positions", said(positions));
            alpaca.on("GET /v2/orders", FakeAlpaca.Answer.json(200, "[]"));
            alpaca.on("GET /v2/account/activities/FILL", FakeAlpaca.Answer.json(200, "[]"));

            var snapshot = new AlpacaSnapshots(http, 1_000).read();

            assertThat(AlpacaAccount.ask(http).status()).isEqualTo("ACTIVE");
            assertThat(snapshot.cash()).isEqualTo("-23140.2");
            assertThat(Instant.ofEpochMilli(snapshot.atMillis()))
                    .isEqualTo("2022-05-16T20:32:24.143Z");
            assertThat(snapshot.positions())
                    .extracting(position -> position.symbol() + " " + position.quantity())
                    .isEqualTo(List.of("AAPL 5"));
        }
    }

    private static FakeAlpaca.Answer said(JsonNode document) {
        return FakeAlpaca.Answer.json(200, document.toString());
    }

    private static JsonNode sample(String name) throws IOException {
        Path file = SAMPLES.resolve(name);
        assumeTrue(Files.exists(file), () -> file + " is not here");
        return Json.document(Files.readString(file), 200);
    }
}
