package io.millrace.domain.live;

import static io.millrace.domain.live.ReconciliationCase.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.broker.BrokerAnswer.Outcome;
import io.millrace.domain.broker.BrokerOrder;
import io.millrace.domain.broker.BrokerPosition;
import io.millrace.domain.broker.BrokerSnapshot;
import io.millrace.domain.control.ControlCommand;
import io.millrace.domain.order.OrderEvent;
import io.millrace.domain.order.OrderRequest.Kind;
import io.millrace.domain.order.OrderStatus;
import io.millrace.domain.order.OrderType;
import io.millrace.domain.order.Side;
import io.millrace.domain.portfolio.Account;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReconciliationTest {

    /**
     * What the broker shows, and what has to follow from seeing it once, twice and a third time.
     */
    private record Row(
            ReconciliationCase code,
            LiveDesk desk,
            BrokerSnapshot snapshot,
            List<String> first,
            List<String> second,
            Function<LiveDesk, Object> after,
            Object expected) {

        @Override
        public String toString() {
            return code.name();
        }
    }

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>(orders());
        rows.addAll(positions());
        return rows;
    }

    private static List<Row> orders() {
        LiveDesk sent = LiveDesk.entering();
        LiveDesk quiet = LiveDesk.entering();
        quiet.wall += 2_000;
        LiveDesk gone = LiveDesk.holdsTen();
        gone.wall += 2_000;
        LiveDesk resized = LiveDesk.holdsTen();
        resized.wall += 2_000;
        LiveDesk killed = LiveDesk.entering().accepted().commands(ControlCommand.Kind.KILL);
        LiveDesk ended = LiveDesk.holdsTen();
        LiveDesk missing = LiveDesk.entering().accepted();
        LiveDesk ahead = LiveDesk.holdsTen();
        LiveDesk open = LiveDesk.open();
        LiveDesk over = LiveDesk.holdsTen();
        return List.of(
                row(
                        ORDER_FOUND,
                        sent,
                        with(sent, sent.entry(), OrderStatus.ACCEPTED),
                        d -> d.status(d.entry()),
                        OrderStatus.ACCEPTED),
                row(
                        ORDER_IN_FLIGHT,
                        sent,
                        without(sent, sent.entry()),
                        d -> d.status(d.entry()),
                        OrderStatus.SUBMITTED),
                new Row(
                        ORDER_UNHEARD,
                        quiet,
                        without(quiet, quiet.entry()),
                        List.of("LOOKUP ENTRY"),
                        List.of(),
                        d -> d.status(d.entry()),
                        OrderStatus.SUBMITTED),
                new Row(
                        ORDER_GONE,
                        gone,
                        without(gone, gone.stopLoss()),
                        List.of("LOOKUP STOP_LOSS"),
                        List.of(),
                        d -> d.status(d.stopLoss()),
                        OrderStatus.HELD),
                new Row(
                        ORDER_ENDED_AT_BROKER,
                        ended,
                        with(ended, ended.stopLoss(), OrderStatus.CANCELED),
                        List.of("SUBMIT STOP_LOSS"),
                        List.of(),
                        d -> d.status(d.stopLoss()),
                        OrderStatus.SUBMITTED),
                row(
                        CANCEL_UNDER_WAY,
                        killed,
                        killed.mirror(),
                        d -> d.status(d.entry()),
                        OrderStatus.ACCEPTED),
                new Row(
                        OPEN_AT_BROKER_ONLY,
                        over,
                        with(over, over.entry(), OrderStatus.PARTIALLY_FILLED),
                        List.of(),
                        List.of("CANCEL ENTRY"),
                        d -> d.status(d.entry()),
                        OrderStatus.FILLED),
                row(
                        FILLS_MISSING_HERE,
                        missing,
                        holding(
                                with(
                                        missing,
                                        missing.at(missing.entry(), OrderStatus.FILLED, "10")),
                                "99000",
                                "10"),
                        d -> d.holding().quantity().intValue(),
                        10),
                row(
                        FILLS_MISSING_AT_BROKER,
                        ahead,
                        with(ahead, ahead.at(ahead.entry(), OrderStatus.FILLED, "9")),
                        d -> d.holding().quantity().intValue(),
                        10),
                new Row(
                        QUANTITY_DIFFERS,
                        resized,
                        with(
                                resized,
                                sized(
                                        resized.at(resized.takeProfit(), OrderStatus.ACCEPTED),
                                        "12")),
                        List.of(),
                        List.of(),
                        d -> d.order(d.takeProfit()).quantity().intValue(),
                        12),
                new Row(
                        UNKNOWN_ORDER_AT_BROKER,
                        open,
                        with(open, stranger(OrderStatus.ACCEPTED)),
                        List.of("CANCEL stranger"),
                        List.of(),
                        d -> d.live.books().reconciled(),
                        false),
                row(
                        UNKNOWN_ORDER_ENDED,
                        open,
                        with(open, stranger(OrderStatus.FILLED)),
                        d -> d.live.books().reconciled(),
                        true));
    }

    private static List<Row> positions() {
        LiveDesk desk = LiveDesk.holdsTen();
        LiveDesk open = LiveDesk.open();
        LiveDesk bare = LiveDesk.holdsTen();
        String stop = bare.stopLoss();
        bare.answers(stop, Kind.LOOKUP, Outcome.NOT_FOUND);
        bare.answers(bare.stopLoss(), Kind.SUBMIT, Outcome.REFUSED);
        bare.market += 2;
        LiveDesk poor = LiveDesk.open();
        return List.of(
                new Row(
                        POSITION_ONLY_HERE,
                        desk,
                        holding(desk.mirror(), "99000", "0"),
                        List.of(),
                        List.of("CANCEL STOP_LOSS"),
                        d -> d.live.account().holdings().isEmpty(),
                        true),
                new Row(
                        POSITION_ONLY_AT_BROKER,
                        open,
                        holding(open.mirror(), "100000", "5"),
                        List.of(),
                        List.of("SUBMIT STOP_LOSS"),
                        d -> d.holding().quantity().intValue(),
                        5),
                new Row(
                        POSITION_LARGER_HERE,
                        desk,
                        holding(desk.mirror(), "99000", "4"),
                        List.of(),
                        List.of("RESIZE STOP_LOSS", "RESIZE TAKE_PROFIT"),
                        d -> d.holding().quantity().intValue(),
                        4),
                new Row(
                        POSITION_LARGER_AT_BROKER,
                        desk,
                        holding(desk.mirror(), "99000", "14"),
                        List.of(),
                        List.of("CANCEL STOP_LOSS", "SUBMIT STOP_LOSS"),
                        d -> d.holding().quantity().intValue(),
                        14),
                new Row(
                        POSITION_OPPOSITE,
                        desk,
                        holding(desk.mirror(), "99000", "-3"),
                        List.of(),
                        List.of("CANCEL STOP_LOSS"),
                        d -> d.holding().quantity().intValue(),
                        -3),
                row(
                        CASH_DIFFERS,
                        poor,
                        holding(poor.mirror(), "99999.99", "0"),
                        d -> d.live.account().equity(),
                        new BigDecimal("99999.99")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void doesWhatTheTableSaysAndThenRests(Row row) {
        LiveDesk desk = row.desk();
        desk = copy(desk).takes(AccountInput.snapshot(row.snapshot(), desk.wall));
        if (row.code().logged()) {
            assertThat(desk.differences()).contains(row.code());
        } else {
            assertThat(desk.differences()).doesNotContain(row.code());
        }
        assertThat(desk.asked()).isEqualTo(row.first());

        desk.takes(AccountInput.snapshot(row.snapshot(), desk.wall));
        assertThat(desk.asked()).isEqualTo(row.second());
        assertThat(row.after().apply(desk)).isEqualTo(row.expected());

        desk.takes(AccountInput.snapshot(row.snapshot(), desk.wall));
        Account settled = desk.live.account();
        desk.takes(AccountInput.snapshot(row.snapshot(), desk.wall));
        assertThat(desk.step.requests()).isEmpty();
        assertThat(desk.differences()).isEmpty();
        assertThat(desk.live.account()).isEqualTo(settled);
    }

    @Test
    void everyCaseThatASnapshotCanShowIsInTheTable() {
        assertThat(rows().stream().map(Row::code).distinct())
                .containsAll(
                        List.of(ReconciliationCase.values()).stream()
                                .filter(code -> code != AGREED && code != POSITION_EXPLAINED)
                                .filter(code -> code != POSITION_UNPROTECTED)
                                .filter(code -> code.subject() != Subject.REPORT)
                                .toList());
    }

    @Test
    void putsAPositionThatFillsExplainOffUntilTheyCome() {
        LiveDesk desk = LiveDesk.entering().accepted();
        BrokerSnapshot later =
                holding(with(desk, desk.at(desk.entry(), OrderStatus.FILLED, "10")), "99000", "10");
        desk.takes(AccountInput.snapshot(later, desk.wall));
        assertThat(desk.differences()).containsExactly(FILLS_MISSING_HERE, CASH_DIFFERS);

        desk.fills(desk.entry(), "10", "100", "10");
        desk.takes(AccountInput.snapshot(later, desk.wall));
        assertThat(desk.live.books().reconciled()).isTrue();
        assertThat(desk.live.account().ledger().cash()).isEqualByComparingTo("99000");
    }

    @Test
    void booksMissingFillsAtThePriceThatMakesTheMoneyAgree() {
        LiveDesk desk = LiveDesk.entering().accepted();
        desk.fills(desk.entry(), "4", "101", "4");
        BrokerSnapshot later =
                holding(with(desk, desk.at(desk.entry(), OrderStatus.FILLED, "10")), "99000", "10");
        desk.takes(AccountInput.snapshot(later, desk.wall));
        desk.takes(AccountInput.snapshot(later, desk.wall));

        assertThat(desk.step.fills()).hasSize(1);
        assertThat(desk.step.fills().get(0).quantity()).isEqualByComparingTo("6");
        assertThat(desk.live.account().ledger().cash()).isEqualByComparingTo("99000.0000000002");
        assertThat(desk.status(desk.entry())).isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void opensWithWhatTheBrokerHasAndCallsThatNoLoss() {
        LiveDesk desk =
                new LiveDesk()
                        .snapshot(
                                "20000",
                                List.of(
                                        new BrokerPosition(
                                                "MSFT", BigDecimal.TEN, new BigDecimal("50"))),
                                List.of());

        assertThat(desk.live.account().equity()).isEqualByComparingTo("20500");
        assertThat(desk.live.account().marks().opening()).isEqualByComparingTo("20500");
        assertThat(desk.live.account().status().killed()).isFalse();
        assertThat(desk.live.books().reconciled()).isTrue();
        assertThat(desk.asked()).containsExactly("SUBMIT STOP_LOSS");
        assertThat(desk.step.positions()).hasSize(1);
    }

    @Test
    void countsALaterLossOfMoneyAsALoss() {
        LiveDesk desk = LiveDesk.open();
        desk.snapshot("80000", List.of(), List.of()).snapshot("80000", List.of(), List.of());

        assertThat(desk.live.account().status().killed()).isTrue();
        assertThat(desk.alerts()).contains(Alert.Code.KILL_SWITCH);
    }

    @Test
    void alertsForAPositionThatStandsBareAndSaysForHowLong() {
        LiveDesk desk = LiveDesk.holdsTen();
        String stop = desk.stopLoss();
        desk.reports(desk.at(stop, OrderStatus.CANCELED), OrderEvent.BROKER_CANCELED, null);
        desk.answers(desk.stopLoss(), Kind.SUBMIT, Outcome.REFUSED);
        desk.market += 1_500;
        desk.confirms();

        assertThat(desk.differences()).contains(POSITION_UNPROTECTED);
        assertThat(desk.step.alerts())
                .extracting(Alert::text)
                .contains("AAPL has no stop loss for 1500 ms");
        assertThat(desk.confirms().alerts()).isEmpty();
        assertThat(desk.waits(LiveDesk.MINUTE).asked()).contains("SUBMIT EXIT");
    }

    @Test
    void protectsNothingThatTheBrokerSaysIsNotThere() {
        LiveDesk desk = LiveDesk.holdsTen();
        desk.reports(
                desk.at(desk.stopLoss(), OrderStatus.CANCELED), OrderEvent.BROKER_CANCELED, null);
        desk.answers(desk.stopLoss(), Kind.SUBMIT, Outcome.REFUSED);
        desk.takes(AccountInput.snapshot(holding(desk.mirror(), "99000", "0"), desk.wall));

        assertThat(desk.differences()).contains(POSITION_ONLY_HERE);
        assertThat(desk.differences()).doesNotContain(POSITION_UNPROTECTED);
    }

    @Test
    void missesNothingInASnapshotThatCameWhenItsOrdersWereForgotten() {
        LiveDesk desk = LiveDesk.open();
        BrokerSnapshot late = with(desk, stranger(OrderStatus.FILLED));
        assertThat(copy(desk).takes(AccountInput.snapshot(late, desk.wall)).differences())
                .contains(UNKNOWN_ORDER_ENDED);
        desk.waits(Account.MEMORY_MILLIS);

        assertThat(desk.takes(AccountInput.snapshot(late, desk.wall)).differences())
                .doesNotContain(UNKNOWN_ORDER_ENDED);
    }

    @Test
    void cancelsAStrangerAgainOnlyWhenThatCameToNothing() {
        LiveDesk desk = LiveDesk.open();
        BrokerSnapshot strange = with(desk, stranger(OrderStatus.ACCEPTED));
        desk.takes(AccountInput.snapshot(strange, desk.wall));
        assertThat(desk.alerts()).contains(Alert.Code.ORDER_UNKNOWN);

        desk.answers("stranger", Kind.CANCEL, Outcome.NOT_SENT);
        desk.takes(AccountInput.snapshot(strange, desk.wall));
        assertThat(desk.asked()).containsExactly("CANCEL stranger");
        desk.answers("stranger", Kind.CANCEL, Outcome.TAKEN);
        assertThat(desk.takes(AccountInput.snapshot(strange, desk.wall)).asked()).isEmpty();
    }

    /** A desk of its own, so that rows do not see one another. */
    private static LiveDesk copy(LiveDesk desk) {
        LiveDesk copy = new LiveDesk();
        copy.live = desk.live;
        copy.market = desk.market;
        copy.wall = desk.wall;
        return copy;
    }

    private static Row row(
            ReconciliationCase code,
            LiveDesk desk,
            BrokerSnapshot snapshot,
            Function<LiveDesk, Object> after,
            Object expected) {
        return new Row(code, desk, snapshot, List.of(), List.of(), after, expected);
    }

    private static BrokerSnapshot with(LiveDesk desk, String id, OrderStatus status) {
        return with(desk, desk.at(id, status));
    }

    /** The mirror with one order as it is given, added if it is not there. */
    private static BrokerSnapshot with(LiveDesk desk, BrokerOrder order) {
        return changed(
                desk.mirror(),
                orders -> {
                    List<BrokerOrder> all = new ArrayList<>(orders);
                    all.removeIf(one -> one.brokerId().equals(order.brokerId()));
                    all.add(order);
                    return all;
                });
    }

    private static BrokerSnapshot without(LiveDesk desk, String id) {
        return changed(
                desk.mirror(),
                orders -> orders.stream().filter(o -> !o.brokerId().equals("b-" + id)).toList());
    }

    private static BrokerSnapshot changed(
            BrokerSnapshot mirror, UnaryOperator<List<BrokerOrder>> change) {
        return new BrokerSnapshot(
                mirror.atMillis(),
                mirror.cash(),
                mirror.positions(),
                change.apply(mirror.orders()));
    }

    private static BrokerSnapshot holding(BrokerSnapshot mirror, String cash, String quantity) {
        BigDecimal held = new BigDecimal(quantity);
        return new BrokerSnapshot(
                mirror.atMillis(),
                new BigDecimal(cash),
                held.signum() == 0
                        ? List.of()
                        : List.of(new BrokerPosition("AAPL", held, new BigDecimal("100"))),
                mirror.orders());
    }

    private static BrokerOrder sized(BrokerOrder order, String quantity) {
        return new BrokerOrder(
                order.brokerId(),
                order.clientOrderId(),
                order.carrierId(),
                order.symbol(),
                order.side(),
                order.type(),
                order.status(),
                new BigDecimal(quantity),
                order.filled(),
                order.averagePrice(),
                order.limitPrice(),
                order.stopPrice(),
                order.submittedAtMillis(),
                order.updatedAtMillis());
    }

    private static BrokerOrder stranger(OrderStatus status) {
        return new BrokerOrder(
                "b-stranger",
                "stranger",
                null,
                "MSFT",
                Side.BUY,
                OrderType.MARKET,
                status,
                BigDecimal.ONE,
                BigDecimal.ZERO,
                null,
                null,
                null,
                LiveDesk.TEN,
                LiveDesk.TEN);
    }
}
