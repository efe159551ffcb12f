package io.millrace.domain.portfolio;

import static io.millrace.domain.portfolio.Desk.MINUTE;
import static io.millrace.domain.portfolio.Desk.SYMBOL;
import static io.millrace.domain.portfolio.Desk.TEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.domain.order.Leg;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderEvent;
import io.millrace.domain.order.OrderType;
import io.millrace.domain.order.Side;
import io.millrace.domain.order.TimeInForce;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitsTest {

    @Test
    void sellsThePositionAtTheMarketAndGivesUpItsProtections() {
        Desk desk = Desk.standard().holdsTen();
        String stop = desk.stopLoss();
        desk.sells(TEN + 5 * MINUTE, 100);

        assertThat(desk.binding()).isEqualTo("NONE");
        assertThat(desk.decisions.get(0).quantity()).isEqualByComparingTo("10");
        assertThat(desk.cancelled()).containsExactly(stop);
        assertThat(desk.sent())
                .containsExactly(
                        new Order(
                                desk.exit(),
                                null,
                                SYMBOL,
                                Side.SELL,
                                Leg.EXIT,
                                OrderType.MARKET,
                                TimeInForce.DAY,
                                new BigDecimal("10"),
                                null,
                                null,
                                TEN + 5 * MINUTE,
                                "SIGNAL"));
        assertThat(desk.requests.get(0).clientOrderId()).isEqualTo(stop);
    }

    @Test
    void refusesToSellNothing() {
        Desk desk = Desk.standard().sells(TEN, 100);

        assertThat(desk.binding()).isEqualTo("NOTHING_TO_SELL");
        assertThat(desk.decisions.get(0).approved()).isFalse();
        assertThat(desk.decisions.get(0).readings())
                .extracting(reading -> reading.text())
                .containsExactly(
                        "NOTHING_TO_SELL: limit=> 0, actual=0",
                        "EXIT_ALREADY_WORKING: limit=none, actual=none",
                        "EXITS_BLOCKED: limit=allowed, actual=allowed");
        assertThat(desk.requests).isEmpty();
        assertThat(desk.buys(TEN, 100).sells(TEN + 1, 100).binding()).isEqualTo("NOTHING_TO_SELL");
    }

    @Test
    void refusesToSellTwice() {
        Desk desk = Desk.standard().holdsTen().sells(TEN + 5 * MINUTE, 100);
        desk.sells(TEN + 6 * MINUTE, 100);

        assertThat(desk.binding()).isEqualTo("EXIT_ALREADY_WORKING");
        assertThat(desk.decisions.get(0).quantity()).isEqualByComparingTo("0");
        assertThat(desk.decisions.get(0).requestedQuantity()).isEqualByComparingTo("10");
        assertThat(desk.requests).isEmpty();
    }

    @ParameterizedTest(name = "high {0}, close {1} -> leaves: {2}")
    @CsvSource({
        "100, 95.01, false",
        "100, 95.00, true",
        "120, 114.01, false",
        "120, 114.00, true",
    })
    void trailsTheHighSinceTheEntry(double high, double close, boolean leaves) {
        Desk desk =
                Desk.standard()
                        .holdsTen()
                        .sees(TEN + 2 * MINUTE, high, high)
                        .sees(TEN + 3 * MINUTE, close);

        assertThat(desk.sent().isEmpty()).isEqualTo(!leaves);
        if (leaves) {
            assertThat(desk.sent(Leg.EXIT).reason()).isEqualTo("TRAILING_STOP");
        }
    }

    @Test
    void doesNotTrailAHighFromBeforeTheFill() {
        Desk desk = Desk.standard().holdsTen().sees(TEN + MINUTE, 200, 100);

        assertThat(desk.sees(TEN + 2 * MINUTE, 100).requests).isEmpty();
        assertThat(desk.opening().high()).isEqualByComparingTo("100");
    }

    @Test
    void neverTrailsWhereThatIsSwitchedOff() {
        Desk desk = Desk.with(Map.of("exits.trailing-stop", "0")).holdsTen();

        assertThat(desk.sees(TEN + 2 * MINUTE, 1).requests).isEmpty();
    }

    @Test
    void leavesAfterAnHour() {
        Desk desk = Desk.standard().holdsTen();
        long due = TEN + 61 * MINUTE;

        assertThat(desk.engine.nextDeadline(desk.account)).hasValue(due);
        assertThat(desk.waits(due - 1).requests).isEmpty();
        assertThat(desk.waits(due).sent(Leg.EXIT).reason()).isEqualTo("MAX_HOLDING");
        assertThat(desk.engine.nextDeadline(desk.account)).hasValue(Desk.at("2024-03-06", "09:30"));
        assertThat(desk.waits(due + 1).requests).isEmpty();
    }

    @Test
    void catchesUpWithWhatWasDueWhileItWasDown() {
        Desk desk = Desk.standard().holdsTen();
        long late = Desk.at("2024-03-07", "11:00");

        assertThat(desk.waits(late).sent(Leg.EXIT).submittedAtMillis()).isEqualTo(late);
    }

    @ParameterizedTest(name = "bought {0} at {1}: due {2}, {3}")
    @CsvSource({
        "2024-03-05, 14:54, 15:54, MAX_HOLDING",
        "2024-03-05, 14:55, 15:55, END_OF_DAY",
        "2024-03-05, 15:30, 15:55, END_OF_DAY",
        "2024-03-05, 15:57, 15:57, END_OF_DAY",
        "2024-07-03, 12:30, 12:55, END_OF_DAY",
    })
    void leavesBeforeTheClose(String date, String time, String due, String reason) {
        long at = Desk.at(date, time);
        Desk desk = Desk.standard().buys(at - MINUTE, 100);
        desk.fills(desk.entry(), "10", "100", at);

        assertThat(desk.engine.nextDeadline(desk.account)).hasValue(Desk.at(date, due));
        assertThat(desk.waits(Desk.at(date, due)).sent(Leg.EXIT).reason()).isEqualTo(reason);
    }

    @Test
    void belongsToTheNextSessionWhenItFillsAtTheClose() {
        long close = Desk.at("2024-03-05", "16:00");
        Desk desk = Desk.with(Map.of("exits.max-holding", "0m")).buys(close - MINUTE, 100);
        desk.fills(desk.entry(), "10", "100", close);

        assertThat(desk.opening().dueMillis()).isEqualTo(Desk.at("2024-03-06", "15:55"));
    }

    @Test
    void holdsOverMidnightWhereTheMarketNeverCloses() {
        long late = Desk.at("2024-03-05", "18:59");
        Desk desk = Desk.crypto(Map.of()).buys(late, 100);
        desk.fills(desk.entry(), "10", "100", late + 30_000);

        assertThat(desk.opening().dueMillis()).isEqualTo(late + 30_000 + 60 * MINUTE);
        assertThat(desk.opening().dueReason()).isEqualTo("MAX_HOLDING");
    }

    @Test
    void holdsForEverWhereNothingForcesItOut() {
        Desk desk =
                Desk.with(Map.of("exits.max-holding", "0m", "exits.end-of-day", "false"))
                        .holdsTen();

        assertThat(desk.opening().dueMillis()).isNull();
        assertThat(desk.engine.nextDeadline(desk.account)).hasValue(Desk.at("2024-03-06", "09:30"));
        assertThat(desk.waits(Desk.at("2024-03-08", "12:00")).requests).isEmpty();
    }

    @Test
    void hasNoDeadlineBeforeTheFirstEvent() {
        Desk desk = Desk.standard();

        assertThat(desk.engine.nextDeadline(desk.account)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"BROKER_REJECTED", "BROKER_CANCELED", "BROKER_EXPIRED"})
    void protectsAgainAtOnceAndTriesAgainAfterAMinute(OrderEvent end) {
        Desk desk = Desk.standard().holdsTen().sells(TEN + 5 * MINUTE, 100);
        String first = desk.exit();
        desk.hears(first, end, TEN + 6 * MINUTE);

        assertThat(desk.sent())
                .extracting(Order::leg)
                .containsExactly(Leg.STOP_LOSS, Leg.TAKE_PROFIT);
        assertThat(desk.sent(Leg.TAKE_PROFIT).limitPrice()).isEqualByComparingTo("103.00");
        assertThat(desk.sent(Leg.STOP_LOSS).stopPrice()).isEqualByComparingTo("98.50");
        assertThat(desk.sent(Leg.STOP_LOSS).reason()).isEqualTo("PROTECTION");
        assertThat(desk.sent())
                .extracting(Order::type, Order::timeInForce, Order::side)
                .containsExactly(
                        tuple(OrderType.STOP, TimeInForce.GTC, Side.SELL),
                        tuple(OrderType.LIMIT, TimeInForce.GTC, Side.SELL));
        assertThat(desk.engine.nextDeadline(desk.account)).hasValue(TEN + 7 * MINUTE);

        desk.waits(TEN + 7 * MINUTE);

        assertThat(desk.sent(Leg.EXIT).reason()).isEqualTo("SIGNAL_AGAIN");
        assertThat(desk.exit()).isNotEqualTo(first);
    }

    @Test
    void leavesWhatCannotBeProtectedInsteadOfAskingForEver() {
        Desk desk = Desk.standard().holdsTen();
        long at = TEN + 5 * MINUTE;
        desk.hears(desk.stopLoss(), OrderEvent.BROKER_REJECTED, at);

        assertThat(desk.sent(Leg.STOP_LOSS).submittedAtMillis()).isEqualTo(at);

        desk.hears(desk.stopLoss(), OrderEvent.BROKER_REJECTED, at + 59_999);

        assertThat(desk.requests).isEmpty();

        long due = at + 59_999 + MINUTE;

        assertThat(desk.engine.nextDeadline(desk.account)).hasValue(due);
        assertThat(desk.waits(due).sent(Leg.EXIT).reason()).isEqualTo("UNPROTECTED");
    }

    @Test
    void renewsAProtectionAgainThatLastedAMinute() {
        Desk desk = Desk.standard().holdsTen();
        long at = TEN + 5 * MINUTE;
        desk.hears(desk.stopLoss(), OrderEvent.BROKER_REJECTED, at)
                .hears(desk.stopLoss(), OrderEvent.BROKER_REJECTED, at + MINUTE);

        assertThat(desk.sent(Leg.STOP_LOSS).submittedAtMillis()).isEqualTo(at + MINUTE);
    }

    @Test
    void keepsAnEarlierDeadlineWhenAnExitFails() {
        long at = Desk.at("2024-03-05", "15:54");
        Desk desk = Desk.standard().buys(at - 2 * MINUTE, 100);
        desk.fills(desk.entry(), "10", "100", at - MINUTE).sells(at, 100);
        desk.hears(desk.exit(), OrderEvent.BROKER_REJECTED, at + 30_000);

        assertThat(desk.engine.nextDeadline(desk.account)).hasValue(at + MINUTE);
    }

    @Test
    void givesEveryOrderANameOfItsOwnEvenWithinOneInstant() {
        Desk desk = Desk.standard().holdsTen();
        long at = TEN + 5 * MINUTE;
        desk.sells(at, 100);
        String first = desk.exit();
        desk.hears(first, OrderEvent.BROKER_REJECTED, at).sells(at, 100);

        assertThat(desk.exit()).isNotEqualTo(first);
        assertThat(desk.account.orders()).hasSize(7);
    }

    @Test
    void takesBackTheRestOfAnEntryThatIsStillFilling() {
        Desk desk = Desk.standard().buys(TEN, 100);
        String stop = desk.stopLoss();
        String entry = desk.entry();
        desk.fills(entry, "4", "100", TEN + MINUTE).sells(TEN + 2 * MINUTE, 100);

        assertThat(desk.cancelled()).containsExactly(stop);
        assertThat(desk.order(entry).cancelling()).isTrue();
        assertThat(desk.sent(Leg.EXIT).quantity()).isEqualByComparingTo("4");
    }

    @Test
    void takesBackAnAddedEntryTooWhenItLeaves() {
        Desk desk =
                Desk.with(Map.of("risk.pyramiding", "true", "risk.max-position-fraction", "0.1"));
        desk.holdsTen().buys(TEN + 20 * MINUTE, 100);
        String added = desk.entry();
        String stop = desk.stopLoss();
        desk.sells(TEN + 21 * MINUTE, 100);

        assertThat(desk.cancelled()).containsExactly(stop, added);
    }

    @Test
    void sellsWhatAnEntryFilledWhileItWasBeingTakenBack() {
        Desk desk = Desk.standard().buys(TEN, 100);
        String entry = desk.entry();
        desk.fills(entry, "4", "100", TEN + MINUTE).sells(TEN + 2 * MINUTE, 100);
        String exit = desk.exit();
        desk.fills(entry, "6", "100", TEN + 3 * MINUTE);

        assertThat(desk.requests).isEmpty();

        desk.fills(exit, "4", "100", TEN + 3 * MINUTE);

        assertThat(desk.sent(Leg.STOP_LOSS).quantity()).isEqualByComparingTo("6");
        assertThat(desk.engine.nextDeadline(desk.account)).hasValue(TEN + 4 * MINUTE);
    }

    @Test
    void takesAnExitBackThatHasNothingLeftToSell() {
        Desk desk = Desk.standard().holdsTen();
        String stop = desk.stopLoss();
        desk.sells(TEN + 5 * MINUTE, 100);
        String exit = desk.exit();
        desk.fills(stop, "10", "98", TEN + 6 * MINUTE);

        assertThat(desk.cancelled()).containsExactly(exit);
        assertThat(desk.account.holdings()).isEmpty();
    }

    @Test
    void countsExitsAmongTheOrdersOfAMinuteButNeverRefusesOne() {
        Desk desk =
                Desk.with(Map.of("risk.max-orders-per-minute", "1", "risk.cooldown", "0s"))
                        .holdsTen();
        desk.buys("MSFT", TEN + 5 * MINUTE, 100).sells(TEN + 5 * MINUTE, 100);

        assertThat(desk.binding()).isEqualTo("NONE");
        assertThat(desk.buys("XOM", TEN + 5 * MINUTE + 59_999, 100).binding())
                .isEqualTo("ORDERS_PER_MINUTE");
        assertThat(desk.decisions.get(0).readings())
                .anyMatch(r -> r.text().equals("ORDERS_PER_MINUTE: limit=1, actual=3"));
    }

    @Test
    void looksAtNoBarTwiceAndAtNoOldOne() {
        Desk desk = Desk.standard().holdsTen().sees(TEN + 2 * MINUTE, 101);
        Account before = desk.account;

        assertThat(desk.sees(TEN + 2 * MINUTE, 50).account).isSameAs(before);
        assertThat(desk.sees(TEN + MINUTE, 50).account).isSameAs(before);
    }

    @Test
    void doesNotEvenLookAtABarOfAnotherSymbol() {
        Desk desk = Desk.standard().holdsTen();
        Account before = desk.account;
        AccountStep step =
                desk.engine.onBar(before, Desk.bar("MSFT", Desk.at("2024-03-06", "10:00"), 1));

        assertThat(step.account()).isSameAs(before);
        assertThat(step.requests()).isSameAs(java.util.List.of());
    }

    @Test
    void keepsMarkAndReturnsUpToDateWhileHeld() {
        Desk desk =
                Desk.standard().holdsTen().sees(TEN + MINUTE, 101).sees(TEN + 2 * MINUTE, 102.01);

        assertThat(desk.account.ledger().marketValue()).isEqualByComparingTo("1020.10");
        double[] returns = desk.holding().bars().returns().returns();
        assertThat(returns).hasSize(42);
        assertThat(returns[40]).isCloseTo(0.01, org.assertj.core.api.Assertions.within(1e-12));
        assertThat(returns[41]).isCloseTo(0.01, org.assertj.core.api.Assertions.within(1e-12));
        assertThat(desk.holding().bars().returns().endMillis()[41]).isEqualTo(TEN + 2 * MINUTE);
    }
}
