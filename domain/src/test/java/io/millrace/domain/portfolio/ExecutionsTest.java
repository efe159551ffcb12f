package io.millrace.domain.portfolio;

import static io.millrace.domain.portfolio.Desk.MINUTE;
import static io.millrace.domain.portfolio.Desk.SYMBOL;
import static io.millrace.domain.portfolio.Desk.TEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.domain.order.ExecutionEvent;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.Leg;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderEvent;
import io.millrace.domain.order.OrderRequest;
import io.millrace.domain.order.OrderStatus;
import io.millrace.domain.order.Side;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecutionsTest {

    @Test
    void booksABuyToTheCent() {
        Desk desk = Desk.standard().buys(TEN, 100);
        desk.fills(desk.entry(), "10", "100.05", "100", "0.35", TEN + MINUTE);

        assertThat(desk.account.ledger().cash()).isEqualByComparingTo("98999.15");
        assertThat(desk.account.ledger().marketValue()).isEqualByComparingTo("1000.50");
        assertThat(desk.account.ledger().fees()).isEqualByComparingTo("0.35");
        assertThat(desk.account.ledger().realised()).isEqualByComparingTo("0");
        assertThat(desk.engine.equity(desk.account)).isEqualByComparingTo("99999.65");
        Position position = desk.account.positions().get(0);
        assertThat(position.symbol()).isEqualTo(SYMBOL);
        assertThat(position.quantity()).isEqualByComparingTo("10");
        assertThat(position.averagePrice()).isEqualByComparingTo("100.05");
        assertThat(position.lastPrice()).isEqualByComparingTo("100.05");
    }

    @Test
    void averagesFillsAndRealisesWhatIsSold() {
        Desk desk = Desk.standard().buys(TEN, 100);
        desk.fills(desk.entry(), "4", "100", TEN + MINUTE)
                .fills(desk.entry(), "6", "101", TEN + 2 * MINUTE);

        assertThat(desk.holding().position().averagePrice()).isEqualByComparingTo("100.6");
        assertThat(desk.order(desk.entry()).averagePrice().orElseThrow())
                .isEqualByComparingTo("100.6");
        assertThat(desk.order(desk.entry()).status()).isEqualTo(OrderStatus.FILLED);

        desk.fills(desk.takeProfit(), "3", "103", TEN + 3 * MINUTE);

        assertThat(desk.account.ledger().realised()).isEqualByComparingTo("7.2");
        assertThat(desk.holding().cost()).isEqualByComparingTo("704.2");
    }

    @Test
    void knowsNoAveragePriceBeforeTheFirstFill() {
        Desk desk = Desk.standard().buys(TEN, 100);

        assertThat(desk.order(desk.entry()).averagePrice()).isEmpty();
    }

    @Test
    void protectsExactlyWhatHasFilled() {
        Desk desk = Desk.standard().buys(TEN, 100);

        assertThat(open(desk)).containsExactly("0", "0");

        desk.fills(desk.entry(), "4", "100", TEN + MINUTE);

        assertThat(open(desk)).containsExactly("4", "4");

        desk.fills(desk.entry(), "6", "100", TEN + 2 * MINUTE);

        assertThat(open(desk)).containsExactly("10", "10");

        desk.fills(desk.takeProfit(), "3", "103", TEN + 3 * MINUTE);

        assertThat(open(desk)).containsExactly("7", "7");

        desk.fills(desk.stopLoss(), "2", "98", TEN + 4 * MINUTE);

        assertThat(open(desk)).containsExactly("5", "5");
        assertThat(desk.requests).isEmpty();
    }

    @Test
    void keepsTheProtectionOfAnEntryThatEndsHalfFilled() {
        Desk desk = Desk.standard().buys(TEN, 100);
        desk.fills(desk.entry(), "4", "100", TEN + MINUTE);
        desk.hears(desk.entry(), OrderEvent.BROKER_CANCELED, TEN + 2 * MINUTE);

        assertThat(open(desk)).containsExactly("4", "4");
        assertThat(desk.requests).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"BROKER_REJECTED", "BROKER_CANCELED", "BROKER_EXPIRED"})
    void forgetsAnEntryThatEndsUnfilledAndItsProtections(OrderEvent end) {
        Desk desk = Desk.standard().buys(TEN, 100);
        String above = desk.takeProfit();
        String below = desk.stopLoss();
        desk.hears(desk.entry(), end, TEN + MINUTE);

        assertThat(desk.account.holdings()).isEmpty();
        assertThat(desk.order(above).isWorking()).isFalse();
        assertThat(desk.order(below).isWorking()).isFalse();

        desk.hears(above, OrderEvent.BROKER_CANCELED, TEN + MINUTE)
                .hears(below, OrderEvent.BROKER_CANCELED, TEN + MINUTE);

        assertThat(desk.violations).isEmpty();
        assertThat(desk.account.equity()).isEqualByComparingTo("100000");
    }

    @Test
    void forgetsAPositionThatIsSoldAndWaitsForTheOtherProtectionToEnd() {
        Desk desk = Desk.standard().holdsTen();
        String below = desk.stopLoss();
        desk.fills(desk.takeProfit(), "10", "103", TEN + 3 * MINUTE);

        assertThat(desk.account.holdings()).isEmpty();
        assertThat(desk.account.ledger().cash()).isEqualByComparingTo("100030");
        assertThat(desk.account.ledger().marketValue()).isEqualByComparingTo("0");
        assertThat(desk.account.ledger().realised()).isEqualByComparingTo("30");
        assertThat(desk.requests).isEmpty();
        assertThat(desk.order(below).isWorking()).isTrue();

        desk.hears(below, OrderEvent.BROKER_CANCELED, TEN + 3 * MINUTE);

        assertThat(desk.order(below).isWorking()).isFalse();
    }

    @Test
    void renewsAProtectionThatTheBrokerEnds() {
        Desk desk = Desk.standard().holdsTen();
        String above = desk.takeProfit();
        desk.hears(desk.stopLoss(), OrderEvent.BROKER_CANCELED, TEN + 2 * MINUTE);

        assertThat(desk.sent()).extracting(Order::leg).containsExactly(Leg.STOP_LOSS);
        assertThat(desk.takeProfit()).isEqualTo(above);
        assertThat(desk.sent(Leg.STOP_LOSS).parentId()).isEqualTo(desk.entry());
        assertThat(desk.sent(Leg.STOP_LOSS).stopPrice()).isEqualByComparingTo("98.50");
        assertThat(desk.sent(Leg.STOP_LOSS).quantity()).isEqualByComparingTo("10");
        assertThat(open(desk)).containsExactly("10", "10");
    }

    @Test
    void leavesATakeProfitAloneThatTheBrokerEnds() {
        Desk desk = Desk.standard().holdsTen();
        desk.hears(desk.takeProfit(), OrderEvent.BROKER_CANCELED, TEN + 2 * MINUTE);

        assertThat(desk.requests).isEmpty();
        assertThat(open(desk)).containsExactly("0", "10");
    }

    @Test
    void cutsAProtectionDownThatWorksMoreThanThePosition() {
        Desk desk = Desk.standard().holdsTen().sells(TEN + 5 * MINUTE, 100);
        String exit = desk.exit();
        desk.fills(exit, "4", "100", TEN + 6 * MINUTE)
                .hears(exit, OrderEvent.BROKER_CANCELED, TEN + 7 * MINUTE);
        String below = desk.stopLoss();

        assertThat(open(desk)).containsExactly("6", "6");

        desk.took(
                desk.engine.onExecution(
                        desk.account,
                        new ExecutionEvent(
                                exit,
                                OrderEvent.PARTIAL_FILL,
                                TEN + 8 * MINUTE,
                                fill(exit, "1", 1),
                                "")));

        assertThat(desk.requests)
                .extracting(OrderRequest::kind, OrderRequest::quantity)
                .containsExactly(
                        tuple(OrderRequest.Kind.RESIZE, new BigDecimal("5")),
                        tuple(OrderRequest.Kind.RESIZE, new BigDecimal("5")));
        assertThat(desk.requests.get(0).clientOrderId()).isEqualTo(below);
        assertThat(open(desk)).containsExactly("5", "5");
        assertThat(desk.violations).isEmpty();
    }

    @Test
    void booksARepeatedFillOnce() {
        Desk desk = Desk.standard().buys(TEN, 100);
        String entry = desk.entry();
        ExecutionEvent event =
                new ExecutionEvent(
                        entry,
                        OrderEvent.FINAL_FILL,
                        TEN + MINUTE,
                        new Fill(
                                entry,
                                SYMBOL,
                                Side.BUY,
                                BigDecimal.TEN,
                                new BigDecimal(100),
                                BigDecimal.ZERO,
                                new BigDecimal(100),
                                TEN + MINUTE,
                                0),
                        "");
        desk.took(desk.engine.onExecution(desk.account, event));
        Account once = desk.account;
        desk.took(desk.engine.onExecution(desk.account, event));

        assertThat(desk.account).isSameAs(once);
        assertThat(desk.violations).isEmpty();
        assertThat(once.ledger().cash()).isEqualByComparingTo("99000");
    }

    @Test
    void reportsAnOrderThatItDoesNotKnow() {
        Desk desk = Desk.standard();
        desk.buys(TEN, 100);
        Account before = desk.account;
        desk.hears("nobody's", OrderEvent.BROKER_ACCEPTED, TEN);

        assertThat(desk.account).isSameAs(before);
        assertThat(desk.violations)
                .containsExactly(
                        new IllegalOrderEvent(
                                "backtest",
                                "",
                                null,
                                new ExecutionEvent(
                                        "nobody's", OrderEvent.BROKER_ACCEPTED, TEN, null, ""),
                                "an order of this account"));
    }

    @Test
    void reportsAnEventThatCannotHappenAndStaysAsItWas() {
        Desk desk = Desk.standard().buys(TEN, 100);
        Account before = desk.account;
        desk.hears(desk.entry(), OrderEvent.BROKER_NEVER_SAW_IT, TEN + 1);

        assertThat(desk.account).isSameAs(before);
        assertThat(desk.violations)
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.status()).isEqualTo(OrderStatus.SUBMITTED);
                            assertThat(one.symbol()).isEqualTo(SYMBOL);
                        });
    }

    @Test
    void reportsAFillEventWithoutAFillAndAFillWhereNoneBelongs() {
        Desk desk = Desk.standard().buys(TEN, 100);
        Account before = desk.account;
        desk.hears(desk.entry(), OrderEvent.FINAL_FILL, TEN + 1);
        desk.took(
                desk.engine.onExecution(
                        desk.account,
                        new ExecutionEvent(
                                desk.entry(),
                                OrderEvent.BROKER_ACCEPTED,
                                TEN + 1,
                                fill(desk.entry(), "1", 0),
                                "")));

        assertThat(desk.account).isSameAs(before);
        assertThat(desk.violations)
                .extracting(IllegalOrderEvent::expectation)
                .containsExactly("a fill", "no fill");
    }

    @Test
    void reportsAnOrderThatFillsMoreThanItAskedForAndBooksItAll() {
        Desk desk = Desk.standard().buys(TEN, 100);
        desk.fills(desk.entry(), "10.5", "100", TEN + MINUTE);

        assertThat(desk.violations)
                .extracting(IllegalOrderEvent::expectation)
                .containsExactly("fills of at most 10");
        assertThat(desk.account.ledger().cash()).isEqualByComparingTo("98950");
    }

    @Test
    void reportsASaleOfMoreThanIsHeldAndStaysExact() {
        Desk desk = Desk.standard().holdsTen();
        String above = desk.takeProfit();
        desk.sells(TEN + 5 * MINUTE, 100).fills(desk.exit(), "4", "100", TEN + 6 * MINUTE);
        desk.fills(above, "10", "103", TEN + 6 * MINUTE);

        assertThat(desk.violations)
                .extracting(IllegalOrderEvent::expectation)
                .containsExactly("sales of at most 6");
        assertThat(desk.holding().quantity()).isEqualByComparingTo("-4");
        assertThat(desk.account.ledger().realised()).isEqualByComparingTo("18");
        assertThat(desk.account.equity()).isEqualByComparingTo("100018");
        assertThat(desk.account.ledger().cash().add(desk.holding().cost()))
                .isEqualByComparingTo("100018");
    }

    @ParameterizedTest(name = "{0}: {1} where {2} was expected -> blocked: {3}")
    @CsvSource({
        "BUY, 100.15, 100, false",
        "BUY, 100.1501, 100, true",
        "BUY, 90, 100, false",
        "SELL, 99.85, 100, false",
        "SELL, 99.8499, 100, true",
        "SELL, 110, 100, false",
    })
    void blocksEntriesAfterSlippageOfMoreThanThreeTimesTheExpected(
            Side side, String price, String expected, boolean blocked) {
        Desk desk = Desk.standard();
        long at = TEN + 20 * MINUTE;
        if (side == Side.BUY) {
            desk.buys(TEN, 100).fills(desk.entry(), "10", price, expected, "0", at);
        } else {
            desk.holdsTen().fills(desk.takeProfit(), "10", price, expected, "0", at);
        }

        assertThat(desk.buys("MSFT", at + 30 * MINUTE - 1, 100).binding())
                .isEqualTo(blocked ? "SLIPPAGE_BLOCK" : "NONE");
        assertThat(desk.buys("MSFT2", at + 30 * MINUTE, 100).binding()).isEqualTo("NONE");
    }

    @Test
    void anUnansweredEntryWaitsAndOneThatTheBrokerNeverSawIsWithdrawn() {
        Desk desk = Desk.standard().buys(TEN, 100);
        String entry = desk.entry();
        desk.hears(entry, OrderEvent.NO_ANSWER, TEN + 1);

        assertThat(desk.account.statusOf(entry)).isEqualTo(OrderStatus.UNKNOWN);
        assertThat(desk.buys(TEN + 20 * MINUTE, 100).binding()).isEqualTo("POSITION_ALREADY_OPEN");

        desk.hears(entry, OrderEvent.BROKER_NEVER_SAW_IT, TEN + 21 * MINUTE);

        assertThat(desk.account.statusOf(entry)).isEqualTo(OrderStatus.CANCELED);
        assertThat(desk.account.holdings()).isEmpty();
        assertThat(desk.requests).isEmpty();
    }

    @Test
    void protectsWhatAnEntryFilledAfterItWasForgotten() {
        Desk desk = Desk.standard().buys(TEN, 100);
        String entry = desk.entry();
        desk.hears(entry, OrderEvent.BROKER_CANCELED, TEN + MINUTE);
        desk.fills(entry, "10", "102", TEN + MINUTE + 1);

        assertThat(desk.violations).isEmpty();
        assertThat(desk.account.ledger().cash()).isEqualByComparingTo("98980");
        assertThat(desk.holding().quantity()).isEqualByComparingTo("10");
        assertThat(desk.sent(Leg.STOP_LOSS).stopPrice()).isEqualByComparingTo("100.47");
        assertThat(desk.sent(Leg.STOP_LOSS).quantity()).isEqualByComparingTo("10");
        assertThat(desk.sent(Leg.TAKE_PROFIT).limitPrice()).isEqualByComparingTo("105.06");
        assertThat(desk.engine.nextDeadline(desk.account)).hasValue(TEN + 61 * MINUTE + 1);
        assertThat(desk.sees(TEN + 2 * MINUTE, 103).account.equity())
                .isEqualByComparingTo("100010");
    }

    @Test
    void forgetsEndedOrdersAfterFiveMinutes() {
        Desk desk = Desk.standard().buys(TEN, 100);
        String entry = desk.entry();
        desk.hears(entry, OrderEvent.BROKER_REJECTED, TEN);
        desk.buys("MSFT", TEN + 5 * MINUTE - 1, 100);

        assertThat(desk.account.statusOf(entry)).isEqualTo(OrderStatus.REJECTED);

        desk.buys("XOM", TEN + 5 * MINUTE, 100);

        assertThat(desk.account.statusOf(entry)).isNull();
        assertThat(desk.account.orders()).hasSize(6);
    }

    @Test
    void sumsUpWhatItHolds() {
        Desk desk = Desk.standard();
        desk.buys("MSFT", TEN, 50).holdsTen();

        assertThat(desk.account.positions()).extracting(Position::symbol).containsExactly(SYMBOL);
        EquityPoint point = desk.account.equityAt(TEN);
        assertThat(point.account()).isEqualTo("backtest");
        assertThat(point.atMillis()).isEqualTo(TEN);
        assertThat(point.cash()).isEqualByComparingTo("99000");
        assertThat(point.equity()).isEqualByComparingTo("100000");
    }

    @Test
    void agreesWithThePositionThatTheRestOfThePlatformKnows() {
        Desk desk = Desk.with(Map.of("account.cash", "50000")).holdsTen();

        assertThat(desk.holding().position().marketValue())
                .isEqualByComparingTo(desk.account.ledger().marketValue());
    }

    private static List<String> open(Desk desk) {
        return List.of(
                desk.order(desk.takeProfit()).open().toPlainString(),
                desk.order(desk.stopLoss()).open().toPlainString());
    }

    private static Fill fill(String id, String quantity, int sequence) {
        return new Fill(
                id,
                SYMBOL,
                Side.SELL,
                new BigDecimal(quantity),
                new BigDecimal(100),
                BigDecimal.ZERO,
                new BigDecimal(100),
                TEN,
                sequence);
    }
}
