package io.millrace.domain.venue;

import static io.millrace.domain.venue.TradingFloor.MINUTE;
import static io.millrace.domain.venue.TradingFloor.TEN;
import static io.millrace.domain.venue.TradingFloor.decision;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.ensemble.Action;
import io.millrace.domain.market.Bar;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.OrderUpdate;
import io.millrace.domain.portfolio.EquityPoint;
import io.millrace.domain.portfolio.OrderRecord;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class SimulatedTradingTest {

    /** Loose enough for many orders, with a kill switch that is thrown in the middle of a bar. */
    private static final Map<String, Object> LOOSE =
            Map.ofEntries(
                    Map.entry("account.cash", "5000"),
                    Map.entry("sizing.notional", "1200"),
                    Map.entry("risk.max-position-fraction", "0.25"),
                    Map.entry("risk.max-order-shares", "60"),
                    Map.entry("risk.max-orders-per-symbol-day", "60"),
                    Map.entry("risk.max-orders-per-minute", "9"),
                    Map.entry("risk.cooldown", "0m"),
                    Map.entry("risk.cvar.max", "1"),
                    Map.entry("risk.kill-switch-loss", "0.01"),
                    Map.entry("risk.slippage.tolerance", "1000"),
                    Map.entry("exits.max-holding", "6m"),
                    Map.entry("exits.take-profit", "0.02"),
                    Map.entry("exits.stop-loss", "0.018"),
                    Map.entry("exits.trailing-stop", "0.016"));

    private final TradingFloor floor = new TradingFloor(Map.of());

    @Example
    void whatIsDecidedAtAnInstantFillsOnTheNextBarAtItsOpen() {
        List<String> atTen = floor.at(TEN, decision(Action.BUY, "AAPL", TEN, 100));

        assertThat(atTen)
                .startsWith("judged AAPL")
                .contains("ENTRY AAPL ACCEPTED", "STOP_LOSS AAPL HELD", "TAKE_PROFIT AAPL HELD")
                .doesNotContain("filled AAPL");
        long next = TEN + MINUTE;
        floor.at(
                next,
                decision(Action.HOLD, new Bar("AAPL", TEN, next, 101, 101.5, 100.5, 101.25, 1e6)));
        assertThat(floor.log.fills)
                .singleElement()
                .satisfies(
                        fill -> {
                            assertThat(fill.atMillis()).isEqualTo(next);
                            assertThat(fill.expectedPrice()).isEqualByComparingTo("101");
                        });
    }

    @Example
    void aBarFillsAndMarksBeforeAnythingIsDecidedOnIt() {
        floor.at(TEN, decision(Action.BUY, "AAPL", TEN, 100));

        List<String> next =
                floor.at(TEN + MINUTE, decision(Action.SELL, "AAPL", TEN + MINUTE, 100));

        assertThat(next)
                .containsSubsequence(
                        "ENTRY AAPL FILLED",
                        "filled AAPL",
                        "positioned AAPL",
                        "judged AAPL",
                        "EXIT AAPL ACCEPTED",
                        "valued");
        assertThat(floor.log.verdicts.get(1).approved()).isTrue();
    }

    @Example
    void theBarsOfAllSymbolsComeBeforeTheDecisionOnAnyOfThem() {
        floor.at(TEN, decision(Action.BUY, "MSFT", TEN, 100));

        List<String> next =
                floor.at(
                        TEN + MINUTE,
                        decision(Action.BUY, "AAPL", TEN + MINUTE, 50),
                        decision(Action.HOLD, "MSFT", TEN + MINUTE, 100));

        assertThat(next).containsSubsequence("filled MSFT", "judged AAPL", "judged MSFT");
    }

    @Example
    void anExitIsRaisedAtItsInstantEvenWithoutABarAndBeforeDecisionsOnIt() {
        floor.at(TEN, decision(Action.BUY, "AAPL", TEN, 100));
        floor.at(TEN + MINUTE, decision(Action.HOLD, "AAPL", TEN + MINUTE, 100));
        long due = TEN + 61 * MINUTE;

        assertThat(floor.engine.nextDeadline(floor.state().account())).hasValue(due);
        assertThat(floor.at(due - 1)).isEmpty();
        assertThat(floor.at(due, decision(Action.HOLD, "MSFT", due, 30)))
                .containsSubsequence("EXIT AAPL ACCEPTED", "judged MSFT");
        assertThat(exits())
                .extracting(OrderUpdate::order)
                .extracting("reason")
                .containsOnly("MAX_HOLDING");
    }

    @Example
    void anInstantThatChangesNothingIsNotValuedTwice() {
        floor.at(TEN, decision(Action.HOLD, "AAPL", TEN, 100));

        assertThat(floor.log.points).hasSize(1);
        assertThat(floor.at(TEN + MINUTE, decision(Action.HOLD, "AAPL", TEN + MINUTE, 90)))
                .containsExactly("judged AAPL");
    }

    @Property(tries = 60)
    void cashAndSharesAreWhatTheFillsSay(@ForAll long seed, @ForAll boolean liquidates) {
        RandomTrading trading = new RandomTrading(seed, loose(liquidates));

        trading.run(
                now -> {
                    SimulatedAccount state = now.floor.state();
                    assertThat(state.account().ledger().cash()).isEqualByComparingTo(now.cash);
                    Map<String, BigDecimal> held = new HashMap<>();
                    state.account()
                            .positions()
                            .forEach(one -> held.put(one.symbol(), one.quantity()));
                    now.shares.forEach(
                            (symbol, shares) ->
                                    assertThat(held.getOrDefault(symbol, BigDecimal.ZERO))
                                            .as(symbol)
                                            .isEqualByComparingTo(shares));
                    assertThat(now.shares.keySet()).containsAll(held.keySet());
                    EquityPoint told = now.floor.log.points.get(now.floor.log.points.size() - 1);
                    assertThat(told.equity()).isEqualByComparingTo(now.worth());
                    assertThat(told.cash()).isEqualByComparingTo(now.cash);
                });
    }

    @Property(tries = 60)
    void everyOrderWorksAtTheVenueOrHasEnded(@ForAll long seed, @ForAll boolean liquidates) {
        RandomTrading trading = new RandomTrading(seed, loose(liquidates));

        trading.run(
                now -> {
                    assertThat(now.floor.log.violations).isEmpty();
                    SimulatedAccount state = now.floor.state();
                    Set<String> atVenue = new HashSet<>();
                    state.book()
                            .orders()
                            .values()
                            .forEach(
                                    working ->
                                            working.inOrder()
                                                    .forEach(order -> atVenue.add(order.id())));
                    Set<String> toldWorking = new HashSet<>();
                    now.floor.log.latest.forEach(
                            (id, update) -> {
                                if (!update.status().isTerminal()) {
                                    toldWorking.add(id);
                                }
                            });
                    Set<String> knownWorking = new HashSet<>();
                    for (OrderRecord record : state.account().orders().values()) {
                        if (record.isWorking()) {
                            knownWorking.add(record.order().clientOrderId());
                        }
                    }
                    assertThat(toldWorking).isEqualTo(atVenue);
                    assertThat(knownWorking).isEqualTo(atVenue);
                });
    }

    @Property(tries = 60)
    void nothingFillsOnABarThatBeganBeforeItWasOrdered(
            @ForAll long seed, @ForAll boolean liquidates) {
        RandomTrading trading = new RandomTrading(seed, loose(liquidates));

        trading.run(now -> {});

        for (Fill fill : trading.floor.log.fills) {
            OrderUpdate update = trading.floor.log.latestOf(fill);
            assertThat(fill.atMillis() - MINUTE)
                    .isGreaterThanOrEqualTo(update.order().submittedAtMillis());
        }
    }

    @Example
    void theRandomHistoriesReachEveryWayOutOfAPosition() {
        Set<String> reached = new HashSet<>();
        for (long seed = 0; seed < 20; seed++) {
            RandomTrading trading = new RandomTrading(seed, loose(seed % 2 == 0));
            trading.run(now -> {});
            trading.floor.log.fills.forEach(
                    fill -> {
                        OrderUpdate update = trading.floor.log.latestOf(fill);
                        reached.add(update.order().leg() + " " + update.order().reason());
                    });
        }

        assertThat(reached)
                .contains(
                        "ENTRY SIGNAL",
                        "TAKE_PROFIT PROTECTION",
                        "STOP_LOSS PROTECTION",
                        "EXIT SIGNAL",
                        "EXIT TRAILING_STOP",
                        "EXIT MAX_HOLDING",
                        "EXIT KILL_SWITCH");
    }

    private static Map<String, Object> loose(boolean liquidates) {
        Map<String, Object> settings = new HashMap<>(LOOSE);
        settings.put("exits.under-kill-switch", liquidates ? "liquidate" : "allow");
        if (!liquidates) {
            settings.put("risk.kill-switch-loss", "0.5");
            settings.put("risk.max-daily-loss", "0.5");
            settings.put("risk.max-drawdown", "0.5");
        }
        return settings;
    }

    private List<OrderUpdate> exits() {
        return floor.log.latest.values().stream()
                .filter(update -> update.order().reason().equals("MAX_HOLDING"))
                .toList();
    }
}
