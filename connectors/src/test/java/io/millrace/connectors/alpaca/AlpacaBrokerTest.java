package io.millrace.connectors.alpaca;

import static io.millrace.connectors.alpaca.Documents.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.connectors.alpaca.FakeAlpaca.Answer;
import io.millrace.connectors.alpaca.FakeAlpaca.Cut;
import io.millrace.domain.broker.BrokerAnswer;
import io.millrace.domain.broker.BrokerAnswer.Outcome;
import io.millrace.domain.broker.BrokerOrder;
import io.millrace.domain.market.Market;
import io.millrace.domain.order.OrderRequest;
import io.millrace.domain.order.OrderStatus;
import io.millrace.domain.order.OrderType;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AlpacaBrokerTest {

    private static final String BY_NAME =
            "GET /v2/orders:by_client_order_id nested=true client_order_id=";
    private static final Answer ABSENT = Answer.error(404, 40410000, "order not found for entry");
    private static final Answer TAKEN_NAME =
            Answer.error(422, 40010001, "client_order_id must be unique");

    private final FakeAlpaca alpaca = new FakeAlpaca();
    private final RecordedPace pace = new RecordedPace();
    private final AlpacaBroker broker = broker(Market.XNYS);

    private AlpacaBroker broker(Market market) {
        return new AlpacaBroker(
                Clients.http(alpaca.endpoint(), pace), market, Clients.OPTIONS, pace);
    }

    @AfterEach
    void close() {
        broker.close();
        alpaca.close();
    }

    @Test
    void anEntryAndItsProtectionsAreOneBracket() {
        alpaca.on("POST /v2/orders", said(bracket("accepted", profitLeg("held"), stopLeg("held"))));

        BrokerAnswer answer = broker.execute(submit(false, ENTRY, PROFIT, STOP));

        assertThat(alpaca.heard("POST /v2/orders").get(0).body())
                .isEqualTo(
                        ("{'client_order_id':'entry','symbol':'SPY','qty':'10','side':'buy',"
                                        + "'type':'market','time_in_force':'gtc',"
                                        + "'order_class':'bracket',"
                                        + "'take_profit':{'limit_price':'410.5'},"
                                        + "'stop_loss':{'stop_price':'390.25'}}")
                                .replace('\'', '"'));
        assertThat(alpaca.heard()).hasSize(1);
        assertThat(answer.outcome()).isEqualTo(Outcome.TAKEN);
        assertThat(answer.clientOrderId()).isEqualTo("entry");
        assertThat(answer.kind()).isEqualTo(OrderRequest.Kind.SUBMIT);
        assertThat(answer.atMillis()).isEqualTo(1_700_000_002_000L);
        assertThat(answer.orders())
                .extracting(BrokerOrder::clientOrderId, BrokerOrder::carrierId, BrokerOrder::status)
                .containsExactly(
                        tuple("entry", null, OrderStatus.ACCEPTED),
                        tuple("made-by-alpaca-1", "entry", OrderStatus.HELD),
                        tuple("made-by-alpaca-2", "entry", OrderStatus.HELD));
    }

    @Test
    void protectionsAloneAreAPairThatBearsTheTakeProfitsName() {
        alpaca.on("POST /v2/orders", said(shown("1", "profit", "limit", "new")));

        BrokerAnswer answer = broker.execute(submit(false, STOP, PROFIT));

        assertThat(alpaca.heard().get(0).body())
                .isEqualTo(
                        ("{'client_order_id':'profit','symbol':'SPY','qty':'10','side':'sell',"
                                        + "'type':'limit','time_in_force':'gtc','order_class':'oco',"
                                        + "'take_profit':{'limit_price':'410.5'},"
                                        + "'stop_loss':{'stop_price':'390.25'}}")
                                .replace('\'', '"'));
        assertThat(answer.outcome()).isEqualTo(Outcome.TAKEN);
        assertThat(answer.clientOrderId()).isEqualTo("stop");
    }

    @ParameterizedTest
    @CsvSource({"XNYS, day", "CRYPTO, gtc"})
    void aLoneOrderIsSimple(Market market, String timeInForce) {
        alpaca.on("POST /v2/orders", said(shown("1", "exit", "market", "new")));

        try (AlpacaBroker other = broker(market)) {
            other.execute(submit(false, EXIT));
        }

        assertThat(alpaca.heard().get(0).body())
                .contains("\"time_in_force\":\"" + timeInForce + "\"")
                .contains("\"order_class\":\"simple\"")
                .doesNotContain("price");
    }

    @Test
    void ordersThatAreNoGroupOfAlpacasAreRefusedUnsent() {
        BrokerAnswer answer = broker.execute(submit(false, ENTRY, PROFIT));

        assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(answer.note()).startsWith("orders: [ENTRY, TAKE_PROFIT] (expected: ");
        assertThat(alpaca.heard()).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource({
        "400, bad request, REFUSED",
        "401, unauthorized., REFUSED",
        "403, insufficient buying power, REFUSED",
        "404, no such account, REFUSED",
        "422, bracket orders must be entry orders, REFUSED",
        "429, rate limit exceeded, NOT_SENT",
        "408, too slow, NO_ANSWER",
        "500, internal server error, NO_ANSWER",
        "502, bad gateway, NO_ANSWER",
        "503, maintenance, NO_ANSWER",
        "504, request timed out, NO_ANSWER",
        "302, elsewhere, NO_ANSWER",
    })
    void everyRefusalIsAnOutcomeAndNoneIsSentTwice(int status, String words, Outcome outcome) {
        alpaca.on("POST /v2/orders", Answer.error(status, 40310000, words));

        BrokerAnswer answer = broker.execute(submit(false, ENTRY, PROFIT, STOP));

        assertThat(answer.outcome()).isEqualTo(outcome);
        assertThat(answer.note()).isEqualTo(words);
        assertThat(alpaca.heard()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Cut.class,
            names = {"NEVER"},
            mode = EnumSource.Mode.EXCLUDE)
    void aBrokenConnectionLeavesTheOrderInDoubtAndIsNotRepeated(Cut cut) {
        alpaca.on("POST /v2/orders", Answer.cut(cut));

        assertThat(broker.execute(submit(false, EXIT)).outcome()).isEqualTo(Outcome.NO_ANSWER);
        assertThat(alpaca.count("POST")).isEqualTo(1);
    }

    @Test
    void anAnswerThatIsNotOurOrderLeavesItInDoubt() {
        alpaca.on(
                "POST /v2/orders",
                Answer.page(200),
                Answer.json(200, "[]"),
                Answer.json(200, ""),
                said(shown("1", "somebody-elses", "market", "new")));

        for (int attempt = 0; attempt < 4; attempt++) {
            assertThat(broker.execute(submit(false, EXIT)).outcome()).isEqualTo(Outcome.NO_ANSWER);
        }
    }

    @Test
    void nobodyThereMeansNotSent() {
        alpaca.close();

        assertThat(broker.execute(submit(false, EXIT)).outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(broker.execute(submit(true, EXIT)).outcome())
                .as("an earlier request may have arrived")
                .isEqualTo(Outcome.NO_ANSWER);
        assertThat(broker.execute(cancel("exit", null, OrderType.MARKET)).outcome())
                .isEqualTo(Outcome.NOT_SENT);
    }

    @Test
    void anOrderSentBeforeTheCrashIsAdopted() {
        twiceReplaced();

        BrokerAnswer answer = broker.execute(submit(true, ENTRY, PROFIT, STOP));

        assertThat(answer.outcome()).isEqualTo(Outcome.ADOPTED);
        assertThat(answer.orders().get(0).brokerId()).isEqualTo("id-3");
        assertThat(answer.orders().get(0).clientOrderId()).isEqualTo("entry");
        assertThat(alpaca.count("POST")).isZero();
    }

    @Test
    void onlyACertainAbsenceLetsTheOrderOutAgain() {
        alpaca.on(BY_NAME + "exit", ABSENT);
        alpaca.on("POST /v2/orders", said(shown("1", "exit", "market", "new")));

        assertThat(broker.execute(submit(true, EXIT)).outcome()).isEqualTo(Outcome.TAKEN);
        assertThat(alpaca.count("GET")).isEqualTo(2);
        assertThat(pace.pauses).containsExactly(300L);
    }

    @Test
    void aLateAppearanceIsAdopted() {
        alpaca.on(BY_NAME + "exit", ABSENT, said(shown("1", "exit", "market", "new")));

        assertThat(broker.execute(submit(true, EXIT)).outcome()).isEqualTo(Outcome.ADOPTED);
        assertThat(alpaca.count("POST")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"401", "404", "422", "429", "500", "504"})
    void noOtherAnswerToTheLookLetsItOut(int status) {
        alpaca.on(BY_NAME + "exit", Answer.page(status));

        assertThat(broker.execute(submit(true, EXIT)).outcome()).isEqualTo(Outcome.NO_ANSWER);
        assertThat(alpaca.count("POST")).isZero();
    }

    @Test
    void aNameThatIsTakenIsOurOwnOrder() {
        alpaca.on("POST /v2/orders", TAKEN_NAME);
        alpaca.on(BY_NAME + "exit", said(shown("1", "exit", "market", "filled")));

        BrokerAnswer answer = broker.execute(submit(false, EXIT));

        assertThat(answer.outcome()).isEqualTo(Outcome.ADOPTED);
        assertThat(answer.orders().get(0).status()).isEqualTo(OrderStatus.FILLED);
        assertThat(alpaca.count("POST")).isEqualTo(1);
    }

    @Test
    void aNameThatIsTakenByNothingIsInDoubt() {
        alpaca.on("POST /v2/orders", TAKEN_NAME);
        alpaca.on(BY_NAME + "exit", ABSENT);

        assertThat(broker.execute(submit(false, EXIT)).outcome()).isEqualTo(Outcome.NO_ANSWER);
    }

    @Test
    void aLegIsCancelledThroughItsCarrierByItsType() {
        alpaca.on(BY_NAME + "entry", said(bracket("filled", profitLeg("new"), stopLeg("held"))));
        alpaca.on("DELETE /v2/orders/id-stop", Answer.json(204, ""));

        BrokerAnswer answer = broker.execute(cancel("stop", "entry", OrderType.STOP));

        assertThat(answer.outcome()).isEqualTo(Outcome.TAKEN);
        assertThat(answer.orders())
                .extracting(BrokerOrder::brokerId, BrokerOrder::carrierId)
                .containsExactly(tuple("id-stop", "entry"));
        assertThat(alpaca.count("DELETE")).isEqualTo(1);
    }

    @Test
    void theTakeProfitOfAPairIsThePairItself() {
        JsonNode pair =
                shown("id-pair", "profit", "limit", "new")
                        .put("order_class", "oco")
                        .set("legs", bracket("new", stopLeg("held")).get("legs"));
        alpaca.on(BY_NAME + "profit", said(pair));

        assertThat(broker.execute(lookup("profit", "profit", OrderType.LIMIT)).orders())
                .extracting(BrokerOrder::brokerId)
                .containsExactly("id-pair", "id-stop");
        assertThat(broker.execute(lookup("profit", "entry-of-old", OrderType.LIMIT)).outcome())
                .isEqualTo(Outcome.NO_ANSWER);
        assertThat(broker.execute(lookup("stop", "profit", OrderType.STOP)).orders())
                .extracting(BrokerOrder::brokerId)
                .containsExactly("id-stop");
    }

    @Test
    void whatHasEndedNeedsNoCancelling() {
        alpaca.on(BY_NAME + "exit", said(shown("1", "exit", "market", "filled")));

        BrokerAnswer answer = broker.execute(cancel("exit", null, OrderType.MARKET));

        assertThat(answer.outcome()).isEqualTo(Outcome.TAKEN);
        assertThat(answer.orders().get(0).status()).isEqualTo(OrderStatus.FILLED);
        assertThat(alpaca.count("DELETE")).isZero();
    }

    @Test
    void aFillThatRacesTheCancelIsTold() {
        alpaca.on(
                BY_NAME + "exit",
                said(shown("1", "exit", "market", "new")),
                said(shown("1", "exit", "market", "filled")));
        alpaca.on("DELETE /v2/orders/1", Answer.error(422, 42210000, "order is already filled"));

        BrokerAnswer answer = broker.execute(cancel("exit", null, OrderType.MARKET));

        assertThat(answer.outcome()).isEqualTo(Outcome.TAKEN);
        assertThat(answer.orders().get(0).status()).isEqualTo(OrderStatus.FILLED);
    }

    @ParameterizedTest
    @CsvSource({"404, REFUSED, 1", "422, REFUSED, 2", "429, NOT_SENT, 1", "500, NO_ANSWER, 1"})
    void aCancelThatFailsIsAnOutcome(int status, Outcome outcome, int times) {
        alpaca.on(BY_NAME + "exit", said(shown("1", "exit", "market", "new")));
        alpaca.on("DELETE /v2/orders/1", Answer.error(status, 1, "no"));

        assertThat(broker.execute(cancel("exit", null, OrderType.MARKET)).outcome())
                .isEqualTo(outcome);
        assertThat(alpaca.count("DELETE")).isEqualTo(times);
    }

    @Test
    void aResizedLegBearsOurNameFromThenOn() {
        alpaca.on(BY_NAME + "entry", said(bracket("filled", profitLeg("new"), stopLeg("held"))));
        alpaca.on(
                "PATCH /v2/orders/id-stop",
                said(shown("id-stop-2", "stop.r1", "stop", "new").put("qty", "7")));

        BrokerAnswer answer = broker.execute(resize("stop", "entry", OrderType.STOP, "7.0"));

        assertThat(alpaca.heard("PATCH /v2/orders/id-stop").get(0).body())
                .isEqualTo("{\"qty\":\"7\",\"client_order_id\":\"stop.r1\"}");
        assertThat(answer.outcome()).isEqualTo(Outcome.TAKEN);
        assertThat(answer.orders().get(0).clientOrderId()).isEqualTo("stop");
        assertThat(answer.orders().get(0).carrierId()).isEqualTo("entry");
        assertThat(answer.orders().get(0).quantity()).isEqualByComparingTo("7");
    }

    @Test
    void theSecondResizeReplacesTheReplacement() {
        alpaca.on(
                BY_NAME + "entry",
                said(
                        bracket(
                                "filled",
                                profitLeg("new"),
                                stopLeg("replaced").put("replaced_by", "id-stop-2"))));
        alpaca.on(
                "GET /v2/orders/id-stop-2",
                said(shown("id-stop-2", "stop.r1", "stop", "new").put("qty", "7")));
        alpaca.on(
                "PATCH /v2/orders/id-stop-2",
                TAKEN_NAME,
                said(shown("id-stop-4", "stop.r3", "stop", "new").put("qty", "5")));

        BrokerAnswer answer = broker.execute(resize("stop", "entry", OrderType.STOP, "5"));

        assertThat(answer.outcome()).isEqualTo(Outcome.TAKEN);
        assertThat(alpaca.heard("PATCH /v2/orders/id-stop-2"))
                .extracting(FakeAlpaca.Heard::body)
                .containsExactly(
                        "{\"qty\":\"5\",\"client_order_id\":\"stop.r2\"}",
                        "{\"qty\":\"5\",\"client_order_id\":\"stop.r3\"}");
    }

    @Test
    void aLegThatItsCarrierNoLongerListsIsFoundByOurName() {
        alpaca.on(BY_NAME + "entry", said(bracket("filled", profitLeg("new"))));
        alpaca.on(BY_NAME + "stop.r1", said(shown("id-stop-2", "stop.r1", "stop", "new")));

        assertThat(broker.execute(lookup("stop", "entry", OrderType.STOP)).orders())
                .extracting(BrokerOrder::brokerId)
                .containsExactly("id-stop-2");
    }

    @Test
    void aResizeToTheSizeItHasIsNotSent() {
        alpaca.on(BY_NAME + "exit", said(shown("1", "exit", "market", "new")));

        assertThat(broker.execute(resize("exit", null, OrderType.MARKET, "10.00")).outcome())
                .isEqualTo(Outcome.TAKEN);
        assertThat(alpaca.count("PATCH")).isZero();
    }

    @Test
    void anAbsenceIsToldAfterThreeLooksOverTwoSeconds() {
        alpaca.on(BY_NAME + "exit", ABSENT);

        BrokerAnswer answer = broker.execute(lookup("exit", null, OrderType.MARKET));

        assertThat(answer.outcome()).isEqualTo(Outcome.NOT_FOUND);
        assertThat(alpaca.count("GET")).isEqualTo(3);
        assertThat(pace.pauses).containsExactly(1_000L, 1_000L);
    }

    @ParameterizedTest
    @CsvSource({"401", "403", "404", "422", "429", "500", "504"})
    void aLookThatFailsTellsNothing(int status) {
        alpaca.on(BY_NAME + "exit", ABSENT, ABSENT, Answer.page(status));

        assertThat(broker.execute(lookup("exit", null, OrderType.MARKET)).outcome())
                .isEqualTo(Outcome.NO_ANSWER);
    }

    @Test
    void theAccountIsDescribed() throws IOException {
        alpaca.on(
                "GET /v2/account",
                Answer.json(
                        200,
                        "{'status':'ACTIVE','cash':'10','trading_blocked':false,"
                                + "'trade_suspended_by_user':true,'shorting_enabled':true}"));

        AlpacaAccount account = broker.account();

        assertThat(account.status()).isEqualTo("ACTIVE");
        assertThat(account.tradingBlocked()).isTrue();
        assertThat(List.of(account.cash(), account.equity(), account.buyingPower()))
                .allMatch(amount -> amount.intValue() == 10);
    }

    private static Answer said(JsonNode document) {
        return Answer.json(200, document.toString());
    }

    /** A chain of two replacements. */
    private void twiceReplaced() {
        alpaca.on(
                BY_NAME + "entry",
                said(shown("id-1", "entry", "market", "replaced").put("replaced_by", "id-2")));
        alpaca.on(
                "GET /v2/orders/id-2",
                said(shown("id-2", "entry.r1", "market", "replaced").put("replaced_by", "id-3")));
        alpaca.on("GET /v2/orders/id-3", said(shown("id-3", "entry.r2", "market", "new")));
    }
}
