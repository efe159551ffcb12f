package io.millrace.domain.live;

import static io.millrace.domain.live.AccountInput.Kind.BROKER_AWAY;
import static io.millrace.domain.live.AccountInput.Kind.REPORTS_CUT;
import static io.millrace.domain.live.LiveDesk.MINUTE;
import static io.millrace.domain.live.LiveDesk.SYMBOL;
import static io.millrace.domain.live.LiveDesk.TEN;
import static io.millrace.domain.order.OrderRequest.Kind.CANCEL;
import static io.millrace.domain.order.OrderRequest.Kind.LOOKUP;
import static io.millrace.domain.order.OrderRequest.Kind.SUBMIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.broker.BrokerAnswer.Outcome;
import io.millrace.domain.broker.BrokerRequest;
import io.millrace.domain.broker.OrderAddress;
import io.millrace.domain.control.ControlCommand;
import io.millrace.domain.ensemble.Action;
import io.millrace.domain.order.Leg;
import io.millrace.domain.order.OrderEvent;
import io.millrace.domain.order.OrderStatus;
import io.millrace.domain.order.OrderType;
import io.millrace.domain.portfolio.AccountPosition;
import io.millrace.domain.portfolio.EquityPoint;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveEngineTest {

    @Test
    void entersNothingBeforeTheFirstSnapshot() {
        LiveDesk desk = new LiveDesk().buys(100);

        assertThat(desk.binding()).isEqualTo("NOT_RECONCILED");
        assertThat(desk.live.wantsSnapshot()).isTrue();
    }

    @Test
    void sendsAnEntryAsAGroupThatTheEntryCarries() {
        LiveDesk desk = LiveDesk.entering();

        assertThat(desk.binding()).isEqualTo("NONE");
        assertThat(desk.asked()).containsExactly("SUBMIT ENTRY");
        BrokerRequest request = desk.step.requests().get(0);
        assertThat(request.request().orders()).hasSize(3);
        assertThat(request.address())
                .isEqualTo(new OrderAddress(desk.entry(), null, OrderType.MARKET));
        assertThat(desk.watch(desk.stopLoss()).carrierId()).isEqualTo(desk.entry());
        assertThat(desk.watch(desk.takeProfit()).carrierId()).isEqualTo(desk.entry());
    }

    @Test
    void handsOutWhatTheVerdictWasMadeFrom() {
        Assessment assessment = LiveDesk.entering().step.assessments().get(0);

        assertThat(assessment.entry()).isNotNull();
        assertThat(assessment.view()).isNotNull();
        assertThat(Objects.requireNonNull(assessment.view()).readiness().reconciled()).isTrue();
    }

    @Test
    void booksAFillThatIsReportedAndTellsOfItOnce() {
        LiveDesk desk = LiveDesk.entering().accepted();
        desk.fills(desk.entry(), "10", "100.5", "10");

        assertThat(desk.step.fills()).hasSize(1);
        assertThat(desk.step.positions())
                .extracting(AccountPosition::position)
                .extracting(p -> p.quantity().intValue())
                .containsExactly(10);
        assertThat(desk.live.account().ledger().cash()).isEqualByComparingTo("98995");
        LiveAccount before = desk.live;
        desk.fills(desk.entry(), "10", "100.5", "10");
        assertThat(desk.step.fills()).isEmpty();
        assertThat(desk.live.account()).isSameAs(before.account());
    }

    @Test
    void tellsOfTheCashThatWasPaidWhereTheShareIsWorthIt() {
        LiveDesk desk = LiveDesk.entering().accepted();
        desk.fills(desk.entry(), "10", "100.5", "10");

        assertThat(desk.step.equity())
                .containsExactly(
                        new EquityPoint(
                                desk.live.account().id(),
                                desk.market,
                                new BigDecimal("98995.0"),
                                new BigDecimal("100000.0")));
    }

    @Test
    void booksNoFillThatComesBeforeTheOneBeforeIt() {
        LiveDesk desk = LiveDesk.entering().accepted();
        desk.fills(desk.entry(), "4", "100", "7");

        assertThat(desk.step.fills()).isEmpty();
        assertThat(desk.step.violations()).hasSize(1);
        assertThat(desk.differences()).containsExactly(ReconciliationCase.FILL_OUT_OF_ORDER);
        assertThat(desk.live.wantsSnapshot()).isTrue();
    }

    @Test
    void endsNoOrderWhoseFillsItHasNotHeardOf() {
        LiveDesk desk = LiveDesk.entering().accepted();
        desk.reports(
                desk.at(desk.entry(), OrderStatus.CANCELED, "4"), OrderEvent.BROKER_CANCELED, null);

        assertThat(desk.status(desk.entry())).isEqualTo(OrderStatus.ACCEPTED);
        desk.fills(desk.entry(), "4", "100", "4");
        desk.reports(
                desk.at(desk.entry(), OrderStatus.CANCELED, "4"), OrderEvent.BROKER_CANCELED, null);
        assertThat(desk.status(desk.entry())).isEqualTo(OrderStatus.CANCELED);
    }

    @Test
    void knowsALegByTheOrderThatCarriesItAndAResizedOneByItsSuffix() {
        LiveDesk desk = LiveDesk.entering();
        desk.reports(desk.stopLoss(), OrderEvent.BROKER_HELD);
        assertThat(desk.status(desk.stopLoss())).isEqualTo(OrderStatus.HELD);

        assertThat(Watches.ourName("abc.r12")).isEqualTo("abc");
        assertThat(Watches.ourName("abc.rx")).isEqualTo("abc.rx");
    }

    @ParameterizedTest(name = "a submit that comes to {0} leaves the order {1} and asks {2}")
    @CsvSource({
        "REFUSED, REJECTED, ''",
        "NO_ANSWER, UNKNOWN, LOOKUP ENTRY",
        "NOT_SENT, CANCELED, ''",
        "NOT_FOUND, CANCELED, ''",
        "BLOCKED, CANCELED, ''",
    })
    void doesWithAnUnhappySubmitWhatTheTableSays(
            Outcome outcome, OrderStatus status, String asked) {
        LiveDesk desk = LiveDesk.entering();
        List<String> bracket = List.of(desk.entry(), desk.takeProfit(), desk.stopLoss());
        desk.answers(desk.entry(), SUBMIT, outcome);

        assertThat(bracket).allSatisfy(id -> assertThat(desk.status(id)).isEqualTo(status));
        assertThat(String.join(",", desk.asked())).isEqualTo(asked);
        assertThat(desk.updates)
                .extracting(update -> update.event().clientOrderId())
                .containsAll(bracket);
        if (outcome == Outcome.BLOCKED) {
            assertThat(desk.step.orders().get(0).event().note()).startsWith("gate: APPROVAL");
        }
    }

    @Test
    void asksAgainAndAgainForAnOrderThatNobodyAnsweredFor() {
        LiveDesk desk = LiveDesk.entering();
        desk.answers(desk.entry(), SUBMIT, Outcome.NO_ANSWER);
        assertThat(desk.alerts()).containsExactly(Alert.Code.ORDER_UNKNOWN);

        desk.answers(desk.entry(), LOOKUP, Outcome.NO_ANSWER);
        assertThat(desk.waits(1_999).asked()).isEmpty();
        assertThat(desk.waits(1).asked()).containsExactly("LOOKUP ENTRY");
        desk.answers(desk.entry(), LOOKUP, Outcome.NO_ANSWER);
        assertThat(desk.asked()).isEmpty();
        assertThat(desk.waits(2_000).asked()).containsExactly("LOOKUP ENTRY");
        desk.answers(
                desk.entry(),
                LOOKUP,
                Outcome.FOUND,
                desk.at(desk.entry(), OrderStatus.ACCEPTED),
                desk.at(desk.takeProfit(), OrderStatus.HELD),
                desk.at(desk.stopLoss(), OrderStatus.HELD));
        assertThat(desk.status(desk.entry())).isEqualTo(OrderStatus.ACCEPTED);
        assertThat(desk.status(desk.stopLoss())).isEqualTo(OrderStatus.HELD);
        assertThat(desk.waits(60_000).asked()).isEmpty();
    }

    @Test
    void looksUpAnOrderThatIsSubmittedForTooLong() {
        LiveDesk desk = LiveDesk.entering();

        assertThat(desk.waits(9_999).asked()).isEmpty();
        assertThat(desk.waits(1).asked()).containsExactly("LOOKUP ENTRY");
    }

    @Test
    void asksNobodyTwiceWhoMayStillAnswer() {
        LiveDesk desk = LiveDesk.entering();
        desk.answers(desk.entry(), SUBMIT, Outcome.NO_ANSWER);
        assertThat(desk.asked()).containsExactly("LOOKUP ENTRY");

        assertThat(desk.waits(59_999).asked()).isEmpty();
        assertThat(desk.waits(1).asked()).containsExactly("LOOKUP ENTRY");
    }

    @Test
    void withdrawsAnOrderThatTheBrokerNeverSaw() {
        LiveDesk desk = LiveDesk.entering();
        desk.answers(desk.entry(), SUBMIT, Outcome.NO_ANSWER);
        desk.answers(desk.entry(), LOOKUP, Outcome.NOT_FOUND);

        assertThat(desk.live.account().holdings()).isEmpty();
        assertThat(desk.live.account().orders().values()).noneMatch(o -> o.isWorking());
    }

    @Test
    void cancelsUntilTheBrokerHasHeardOfIt() {
        LiveDesk desk = LiveDesk.entering().accepted().commands(ControlCommand.Kind.KILL);
        assertThat(desk.asked()).contains("CANCEL ENTRY");
        assertThat(desk.alerts()).contains(Alert.Code.KILL_SWITCH);

        desk.answers(desk.entry(), CANCEL, Outcome.NOT_SENT);
        assertThat(desk.asked()).isEmpty();
        assertThat(desk.waits(2_000).asked()).containsExactly("CANCEL ENTRY");
        desk.answers(desk.entry(), CANCEL, Outcome.NO_ANSWER);
        assertThat(desk.waits(2_000).asked()).contains("LOOKUP ENTRY");
        desk.answers(
                desk.entry(), LOOKUP, Outcome.FOUND, desk.at(desk.entry(), OrderStatus.ACCEPTED));
        assertThat(desk.asked()).containsExactly("CANCEL ENTRY");
        desk.answers(desk.entry(), CANCEL, Outcome.TAKEN);
        assertThat(desk.waits(9_999).asked()).isEmpty();
        assertThat(desk.waits(1).asked()).contains("LOOKUP ENTRY");
    }

    @Test
    void doesNotAskInCirclesWhenACancellationIsRefused() {
        LiveDesk desk = LiveDesk.entering().accepted().commands(ControlCommand.Kind.KILL);
        int asked = 0;
        for (int i = 0; i < 20; i++) {
            desk.answers(desk.entry(), CANCEL, Outcome.REFUSED);
            asked += desk.asked().size();
            desk.answers(
                    desk.entry(),
                    LOOKUP,
                    Outcome.FOUND,
                    desk.at(desk.entry(), OrderStatus.ACCEPTED));
        }

        assertThat(asked).isEqualTo(1);
    }

    @Test
    void opensTheCircuitAfterSoManyFailuresAndClosesItWithASnapshot() {
        LiveDesk desk = LiveDesk.entering();
        desk.answers(desk.entry(), SUBMIT, Outcome.NO_ANSWER);
        desk.answers(desk.entry(), LOOKUP, Outcome.NO_ANSWER);
        assertThat(desk.alerts()).isEmpty();
        desk.answers(desk.entry(), LOOKUP, Outcome.NO_ANSWER);

        assertThat(desk.alerts()).containsExactly(Alert.Code.BROKER_UNREACHABLE);
        desk.decides(Action.BUY, "MSFT", desk.market, 100);
        assertThat(desk.binding()).isEqualTo("BROKER_UNREACHABLE");
        assertThat(desk.confirms().alerts()).contains(Alert.Code.BROKER_BACK);
        assertThat(desk.live.connection().failuresWall()).isEmpty();
    }

    @Test
    void forgetsFailuresThatAreOld() {
        LiveDesk desk = LiveDesk.entering();
        for (int i = 0; i < 6; i++) {
            desk.answers(desk.entry(), LOOKUP, Outcome.NO_ANSWER);
            desk.waits(30_000);
        }

        assertThat(desk.live.connection().open()).isFalse();
    }

    @Test
    void countsABrokerThatIsAwayForTwoSecondsAsUnreachable() {
        LiveDesk desk = LiveDesk.open().signal(BROKER_AWAY);
        assertThat(desk.alerts()).containsExactly(Alert.Code.NOT_RECONCILED);

        assertThat(desk.waits(1_999).alerts()).isEmpty();
        assertThat(desk.waits(1).alerts()).containsExactly(Alert.Code.BROKER_UNREACHABLE);
        assertThat(desk.confirms().alerts())
                .containsExactlyInAnyOrder(Alert.Code.RECONCILED, Alert.Code.BROKER_BACK);
    }

    @Test
    void entersNothingWhenReportsMayBeMissing() {
        LiveDesk desk = LiveDesk.open().signal(REPORTS_CUT);
        desk.decides(Action.BUY, SYMBOL, TEN + MINUTE, 100);
        assertThat(desk.binding()).isEqualTo("NOT_RECONCILED");

        desk.confirms().decides(Action.BUY, SYMBOL, TEN + 2 * MINUTE, 100);
        assertThat(desk.binding()).isEqualTo("NONE");
    }

    @Test
    void saysOnceThatTheFeedIsSilentAndOnceThatItIsBack() {
        LiveDesk desk = LiveDesk.open().decides(Action.HOLD, SYMBOL, TEN, 100);

        assertThat(desk.waits(120_000).alerts()).isEmpty();
        assertThat(desk.waits(1).alerts()).containsExactly(Alert.Code.FEED_SILENT);
        assertThat(desk.waits(1).alerts()).isEmpty();
        desk.decides(Action.BUY, SYMBOL, TEN, 100);
        assertThat(desk.binding()).isEqualTo("FEED_SILENT");
        desk.decides(Action.BUY, SYMBOL, TEN + 2 * MINUTE, 100);
        assertThat(desk.alerts()).containsExactly(Alert.Code.FEED_BACK);
        assertThat(desk.binding()).isEqualTo("NONE");
    }

    @Test
    void wantsToSeeABarNowAndThen() {
        LiveDesk desk = LiveDesk.open().decides(Action.HOLD, SYMBOL, TEN, 100);

        assertThat(concerned(desk, Action.HOLD, "MSFT", TEN + MINUTE - 1)).isFalse();
        assertThat(concerned(desk, Action.HOLD, "MSFT", TEN + MINUTE)).isTrue();
        assertThat(concerned(desk, Action.BUY, "MSFT", TEN)).isTrue();
        assertThat(concerned(LiveDesk.entering(), Action.HOLD, SYMBOL, TEN)).isTrue();
    }

    private static boolean concerned(LiveDesk desk, Action action, String symbol, long atMillis) {
        return desk.engine.concerns(desk.live, LiveDesk.decision(action, symbol, atMillis, 100));
    }

    @Test
    void doubtsAnAccountWhoseFillNobodyConfirms() {
        LiveDesk desk = LiveDesk.entering().accepted();
        desk.fills(desk.entry(), "10", "100", "10");
        assertThat(desk.live.wantsSnapshot()).isTrue();

        assertThat(desk.waits(9_999).alerts()).isEmpty();
        assertThat(desk.waits(1).alerts())
                .contains(Alert.Code.POST_TRADE_UNCHECKED, Alert.Code.NOT_RECONCILED);
        assertThat(desk.waits(1).alerts()).isEmpty();
        assertThat(desk.live.books().reconciled()).isFalse();
        assertThat(desk.confirms().alerts()).containsExactly(Alert.Code.RECONCILED);
        assertThat(desk.live.wantsSnapshot()).isFalse();
    }

    @Test
    void leavesLateWhatWasDueWhileNobodyLooked() {
        LiveDesk desk = LiveDesk.holdsTen();
        desk.waits(3 * 60 * MINUTE);

        assertThat(desk.asked()).contains("SUBMIT EXIT");
        assertThat(desk.order(desk.exit()).order().reason()).isEqualTo("MAX_HOLDING");
    }

    @Test
    void sendsRenewedProtectionsAsAPairThatTheTakeProfitCarries() {
        LiveDesk desk = LiveDesk.holdsTen();
        desk.decides(Action.SELL, SYMBOL, TEN + MINUTE, 100);
        String exit = desk.exit();
        desk.reports(
                desk.at(desk.stopLoss(), OrderStatus.CANCELED), OrderEvent.BROKER_CANCELED, null);
        desk.reports(
                desk.at(desk.takeProfit(), OrderStatus.CANCELED), OrderEvent.BROKER_CANCELED, null);
        desk.answers(exit, SUBMIT, Outcome.REFUSED);

        BrokerRequest pair = desk.step.requests().get(0);
        assertThat(pair.request().orders())
                .extracting(o -> o.leg())
                .containsExactly(Leg.STOP_LOSS, Leg.TAKE_PROFIT);
        assertThat(pair.address())
                .isEqualTo(new OrderAddress(desk.stopLoss(), desk.takeProfit(), OrderType.STOP));
        assertThat(desk.watch(desk.takeProfit()).carrierId()).isNull();
    }

    @Test
    void triesAnExitThatAGateKeptBackAgainAMinuteLaterAndAlertsOnce() {
        LiveDesk desk = LiveDesk.holdsTen();
        desk.decides(Action.SELL, SYMBOL, TEN + MINUTE, 100);
        String exit = desk.exit();
        desk.reports(
                desk.at(desk.stopLoss(), OrderStatus.CANCELED), OrderEvent.BROKER_CANCELED, null);
        desk.reports(
                desk.at(desk.takeProfit(), OrderStatus.CANCELED), OrderEvent.BROKER_CANCELED, null);
        desk.answers(exit, SUBMIT, Outcome.BLOCKED);
        assertThat(desk.alerts()).containsExactly(Alert.Code.EXIT_BLOCKED);
        desk.answers(desk.stopLoss(), SUBMIT, Outcome.BLOCKED);

        assertThat(desk.alerts()).isEmpty();
        assertThat(desk.asked()).isEmpty();
        desk.waits(MINUTE);
        assertThat(desk.asked()).containsExactly("SUBMIT EXIT");
        assertThat(desk.exit()).isNotEqualTo(exit);
    }

    @Test
    void hearsACommandOnce() {
        LiveDesk desk = LiveDesk.open().commands(ControlCommand.Kind.KILL, 1);
        assertThat(desk.live.account().status().killed()).isTrue();
        desk.commands(ControlCommand.Kind.RESUME, 2);
        assertThat(desk.live.account().status().killed()).isFalse();

        desk.commands(ControlCommand.Kind.KILL, 1);
        assertThat(desk.live.account().status().killed()).isFalse();
        assertThat(desk.step.alerts()).isEmpty();
        desk.commands(ControlCommand.Kind.APPROVE, 3);
        assertThat(desk.alerts()).containsExactly(Alert.Code.TRADING_STATE);
        desk.commands(ControlCommand.Kind.REVOKE, 4);
        assertThat(desk.alerts()).containsExactly(Alert.Code.TRADING_STATE);
        desk.commands(ControlCommand.Kind.RECONCILE, 5);
        assertThat(desk.live.wantsSnapshot()).isTrue();
    }

    @Test
    void wakesWithALookUpForEverythingThatMayBeUnderWay() {
        LiveDesk desk = LiveDesk.entering().wakes();
        assertThat(desk.asked()).containsExactly("LOOKUP ENTRY");
        assertThat(desk.live.books().reconciled()).isFalse();

        LiveDesk calm = LiveDesk.holdsTen().wakes();
        assertThat(calm.asked()).isEmpty();
        assertThat(calm.confirms().alerts()).containsExactly(Alert.Code.RECONCILED);
    }

    @Test
    void changesNothingWhenNothingHappens() {
        LiveDesk desk = LiveDesk.holdsTen();
        LiveAccount before = desk.live;

        assertThat(desk.waits(0).live).isSameAs(before);
    }

    @Test
    void sellsEverythingUnderAKillSwitchThatSaysSo() {
        LiveDesk desk = new LiveDesk(Map.of("exits.under-kill-switch", "liquidate"));
        desk.snapshot("100000", List.of(), List.of()).buys(100).accepted();
        desk.fills(desk.entry(), "10", "100", "10").commands(ControlCommand.Kind.KILL);

        assertThat(desk.asked()).contains("SUBMIT EXIT");
    }
}
