package io.millrace.domain.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.broker.BrokerRequest;
import io.millrace.domain.broker.BrokerSnapshot;
import io.millrace.domain.control.ControlCommand;
import io.millrace.domain.ensemble.Action;
import io.millrace.domain.order.OrderLifecycle;
import io.millrace.domain.order.OrderRequest;
import io.millrace.domain.order.OrderStatus;
import io.millrace.domain.order.OrderUpdate;
import io.millrace.domain.portfolio.EquityPoint;
import io.millrace.domain.portfolio.Holding;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

/** What holds whatever the broker, the wire and chance do. */
class LivePropertiesTest {

    private static final BigDecimal CENT = new BigDecimal("0.01");

    @Property(tries = 150)
    void endsUpWithWhatTheBrokerHasAndThenRests(@ForAll long seed) {
        History history = new History(seed).run();
        LiveDesk desk = history.desk;
        history.settle();
        Statistics.label("fills")
                .collect(desk.fills == 0 ? "none" : desk.fills < 5 ? "some" : "many");

        assertThat(desk.live.books().reconciled()).isTrue();
        for (String symbol : History.SYMBOLS) {
            Holding holding = desk.live.account().holdings().get(symbol);
            BigDecimal held = holding == null ? BigDecimal.ZERO : holding.quantity();
            assertThat(held).isEqualByComparingTo(history.broker.held(symbol));
        }
        assertThat(desk.live.account().ledger().cash().subtract(history.broker.cash()).abs())
                .isLessThan(CENT);
        BrokerSnapshot same = history.broker.snapshot(desk);
        desk.takes(AccountInput.snapshot(same, desk.wall));
        assertThat(desk.step.requests()).isEmpty();
        assertThat(desk.step.differences()).isEmpty();
        assertThat(desk.step.alerts()).isEmpty();
    }

    @Property(tries = 100)
    void neverSubmitsAnOrderTwice(@ForAll long seed) {
        History history = new History(seed).run();
        history.settle();

        Set<String> sent = new HashSet<>();
        for (BrokerRequest request : history.desk.everRequested) {
            if (request.request().kind() == OrderRequest.Kind.SUBMIT) {
                request.request()
                        .orders()
                        .forEach(o -> assertThat(sent.add(o.clientOrderId())).isTrue());
            }
        }
        assertThat(history.broker.twice).isEmpty();
    }

    @Property(tries = 100)
    void losesAndInventsNoMoney(@ForAll long seed) {
        History history = new History(seed);
        history.broker.reportsEverything = true;
        history.checks =
                desk -> {
                    BigDecimal cost = BigDecimal.ZERO;
                    BigDecimal worth = BigDecimal.ZERO;
                    for (Holding holding : desk.live.account().holdings().values()) {
                        cost = cost.add(holding.cost());
                        worth = worth.add(holding.marketValue());
                    }
                    var ledger = desk.live.account().ledger();
                    assertThat(ledger.marketValue()).isEqualByComparingTo(worth);
                    if (!history.corrected()) {
                        assertThat(ledger.cash().add(cost).subtract(ledger.realised()))
                                .isEqualByComparingTo("100000");
                    }
                };
        history.run();

        Statistics.label("uncorrected with fills")
                .collect(!history.corrected() && history.desk.fills > 3);
    }

    @Property(tries = 100)
    void theEndOfTheCurveIsWhatTheAccountHas(@ForAll long seed) {
        History history = new History(seed);
        history.checks =
                desk -> {
                    EquityPoint told = desk.curve.get(desk.curve.size() - 1);
                    assertThat(told.cash())
                            .isEqualByComparingTo(desk.live.account().ledger().cash());
                    assertThat(told.equity()).isEqualByComparingTo(desk.live.account().equity());
                };
        history.run();
    }

    @Property(tries = 30)
    void givesTheSameStepForTheSameInput(@ForAll long seed) {
        LiveDesk once = new History(seed).run().desk;
        LiveDesk again = new History(seed).run().desk;

        assertThat(again.live).isEqualTo(once.live);
        assertThat(again.everRequested).isEqualTo(once.everRequested);
    }

    @Property(tries = 60)
    void movesOrdersOnlyAsTheirLifecycleAllows(@ForAll long seed) {
        History history = new History(seed).run();
        Map<String, OrderStatus> stands = new HashMap<>();
        for (OrderUpdate update : history.desk.updates) {
            OrderStatus before =
                    stands.getOrDefault(update.order().clientOrderId(), OrderStatus.APPROVED);
            OrderStatus after = OrderLifecycle.after(before, update.event().event()).orElse(before);
            assertThat(after == OrderStatus.APPROVED ? OrderStatus.CANCELED : after)
                    .isEqualTo(update.status());
            stands.put(update.order().clientOrderId(), update.status());
        }
    }

    /** APPROVED is left at once, so that nothing can happen to an order that stands there. */
    @Test
    void reachesEveryRowOfTheLifecycleThroughWhatAnAccountHears() {
        for (OrderLifecycle.Move move : OrderLifecycle.moves()) {
            if (move.from() != OrderStatus.APPROVED) {
                LiveDesk desk = LiveMoves.standing(move.from());
                LiveMoves.happens(desk, move.event());
                OrderStatus expected =
                        move.to() == OrderStatus.APPROVED ? OrderStatus.CANCELED : move.to();

                assertThat(desk.status(LiveMoves.idOf(desk)))
                        .as(move.toString())
                        .isEqualTo(expected);
                assertThat(desk.step.violations()).as(move.toString()).isEmpty();
            }
        }
    }

    @Test
    void theBrokerCatchesAnOrderThatIsSubmittedTwice() {
        LiveDesk desk = LiveDesk.entering();
        FickleBroker broker = new FickleBroker(new Random(1));
        broker.honest = true;
        LiveStep entering = desk.step;
        broker.serve(desk);
        desk.step = entering;
        broker.serve(desk);

        assertThat(broker.twice).hasSize(3);
    }

    private interface Check {
        void hold(LiveDesk desk);
    }

    /** A hundred things that happen to an account, in an order that the seed decides. */
    private static final class History {

        private static final List<String> SYMBOLS = List.of("AAPL", "MSFT", "NVDA");

        private final Random chance;
        private final FickleBroker broker;
        private final LiveDesk desk = LiveDesk.open();
        private Check checks = nothing -> {};

        private History(long seed) {
            chance = new Random(seed);
            broker = new FickleBroker(chance);
        }

        private History run() {
            for (int i = 0; i < 100; i++) {
                next();
                broker.serve(desk);
                checks.hold(desk);
            }
            return this;
        }

        private void next() {
            switch (chance.nextInt(10)) {
                case 0, 1 -> {
                    desk.wall += LiveDesk.MINUTE;
                    Action action = chance.nextInt(4) == 0 ? Action.SELL : Action.BUY;
                    String symbol = SYMBOLS.get(chance.nextInt(SYMBOLS.size()));
                    double close = 99 + chance.nextInt(200) / 100.0;
                    desk.decides(action, symbol, desk.market + LiveDesk.MINUTE, close);
                }
                case 2, 3, 4 -> broker.trade(desk);
                case 5, 6 -> broker.report(desk);
                case 7 -> desk.waits(1 + chance.nextInt(5_000));
                case 8 -> look();
                default -> rarely();
            }
        }

        private void rarely() {
            switch (chance.nextInt(4)) {
                case 0 -> desk.signal(AccountInput.Kind.BROKER_AWAY);
                case 1 -> desk.wakes();
                case 2 -> desk.commands(ControlCommand.Kind.KILL);
                default -> desk.commands(ControlCommand.Kind.RESUME);
            }
        }

        private void look() {
            broker.report(desk);
            desk.takes(AccountInput.snapshot(broker.snapshot(desk), desk.wall));
        }

        private boolean corrected() {
            return desk.everDiffered.stream()
                    .map(difference -> difference.code().subject())
                    .anyMatch(
                            subject ->
                                    subject == ReconciliationCase.Subject.POSITION
                                            || subject == ReconciliationCase.Subject.CASH);
        }

        /** From now on the broker answers, reports and is looked at. */
        private void settle() {
            broker.honest = true;
            for (int i = 0; i < 15; i++) {
                desk.waits(11_000);
                broker.serve(desk);
                look();
                broker.serve(desk);
            }
        }
    }
}
