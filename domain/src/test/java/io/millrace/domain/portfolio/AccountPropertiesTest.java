package io.millrace.domain.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.ensemble.Action;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.order.ExecutionEvent;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.Leg;
import io.millrace.domain.risk.RiskDecision;
import io.millrace.domain.risk.TradingState;
import io.millrace.domain.venue.VenueBook;
import io.millrace.domain.venue.WorkingOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

/** What holds after every event of any history, whatever the broker and chance do. */
class AccountPropertiesTest {

    private static final BigDecimal OPENING = new BigDecimal("5000");

    @Property(tries = 60)
    void moneyAndSharesAreWhatTheFillsMadeOfThem(@ForAll long seed) {
        new RandomHistory(seed, new Bookkeeper()).run();
    }

    @Property(tries = 60)
    void whatIsHeldIsProtectedOrBeingSold(@ForAll long seed) {
        new RandomHistory(seed, new Bodyguard()).run();
    }

    @Property(tries = 60)
    void noApprovedEntryPassesALimitAndNoExitIsEverRefused(@ForAll long seed) {
        Auditor auditor = new Auditor();
        new RandomHistory(seed, auditor).run();

        Statistics.label("entries").collect(auditor.entries > 5);
        Statistics.label("exits while not active").collect(auditor.exitsWhileNotActive > 0);
    }

    @Property(tries = 30)
    void stateStaysSmallAndTheSameHistoryGivesTheSameAccount(@ForAll long seed) {
        Account once = new RandomHistory(seed, new Scales()).run();

        assertThat(new RandomHistory(seed, new Scales()).run()).isEqualTo(once);
    }

    @Test
    void theBookkeeperCatchesAFillThatNobodyBooked() {
        Account holdsTen = Desk.standard().holdsTen().account;

        assertThatThrownBy(() -> new Bookkeeper().settled(holdsTen, VenueBook.empty(), 0))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void theBodyguardCatchesAPositionWithoutAStop() {
        Account holdsTen = Desk.standard().holdsTen().account;

        assertThatThrownBy(() -> new Bodyguard().settled(holdsTen, VenueBook.empty(), 0))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void theAuditorCatchesAnOrderThatIsTooLargeAndAnExitThatIsRefused() {
        Desk desk = Desk.standard().holdsTen();
        Decision buy = Desk.decision(Action.BUY, "MSFT", Desk.TEN, 100);
        Decision sell = Desk.decision(Action.SELL, Desk.SYMBOL, Desk.TEN, 100);

        assertThatThrownBy(
                        () ->
                                new Auditor()
                                        .judged(
                                                desk.account,
                                                buy,
                                                verdict(true, "11"),
                                                VenueBook.empty()))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(
                        () ->
                                new Auditor()
                                        .judged(
                                                desk.account,
                                                sell,
                                                verdict(false, "0"),
                                                VenueBook.empty()))
                .isInstanceOf(AssertionError.class);
    }

    private static RiskDecision verdict(boolean approved, String quantity) {
        return new RiskDecision(
                "backtest",
                "ensemble",
                "MSFT",
                Desk.TEN,
                approved,
                BigDecimal.TEN,
                new BigDecimal(quantity),
                List.of(),
                TradingState.ACTIVE);
    }

    private static class Silent implements RandomHistory.Witness {

        @Override
        public void filled(ExecutionEvent event) {}

        @Override
        public void judged(
                Account before, Decision decision, RiskDecision verdict, VenueBook book) {}

        @Override
        public void settled(Account account, VenueBook book, long atMillis) {}

        @Override
        public void violated(IllegalOrderEvent violation) {
            throw new AssertionError(violation);
        }
    }

    /** Keeps the books a second time, from the fills alone. */
    private static final class Bookkeeper extends Silent {

        private final Map<String, BigDecimal> shares = new TreeMap<>();
        private BigDecimal cash = OPENING;
        private BigDecimal fees = BigDecimal.ZERO;

        @Override
        public void filled(ExecutionEvent event) {
            Fill fill = Objects.requireNonNull(event.fill());
            cash = cash.add(fill.cashFlow());
            fees = fees.add(fill.fee());
            shares.merge(fill.symbol(), fill.signedQuantity(), BigDecimal::add);
        }

        @Override
        public void settled(Account account, VenueBook book, long atMillis) {
            Ledger ledger = account.ledger();
            BigDecimal cost = BigDecimal.ZERO;
            BigDecimal value = BigDecimal.ZERO;
            for (Holding holding : account.holdings().values()) {
                cost = cost.add(holding.cost());
                value = value.add(holding.quantity().multiply(holding.lastPrice()));
            }
            assertThat(ledger.cash()).isEqualByComparingTo(cash);
            assertThat(ledger.fees()).isEqualByComparingTo(fees);
            assertThat(ledger.marketValue()).isEqualByComparingTo(value);
            assertThat(ledger.cash().add(cost))
                    .isEqualByComparingTo(OPENING.add(ledger.realised()).subtract(fees));
            shares.forEach(
                    (symbol, quantity) ->
                            assertThat(heldOf(account, symbol)).isEqualByComparingTo(quantity));
        }
    }

    /** Looks at the venue's own book. */
    private static final class Bodyguard extends Silent {

        @Override
        public void settled(Account account, VenueBook book, long atMillis) {
            for (Holding holding : account.holdings().values()) {
                BigDecimal stops = working(book, holding.symbol(), Leg.STOP_LOSS);
                BigDecimal limits = working(book, holding.symbol(), Leg.TAKE_PROFIT);
                BigDecimal exits = working(book, holding.symbol(), Leg.EXIT);
                assertThat(holding.quantity()).isNotNegative();
                if (exits.signum() == 0) {
                    assertThat(stops).isEqualByComparingTo(holding.quantity());
                    assertThat(limits).isIn(BigDecimal.ZERO, stops);
                } else {
                    assertThat(exits).isEqualByComparingTo(holding.quantity());
                    assertThat(stops.add(limits)).isEqualByComparingTo(BigDecimal.ZERO);
                }
            }
            assertThat(namesOf(book))
                    .isEqualTo(
                            account.orders().values().stream()
                                    .filter(OrderRecord::isWorking)
                                    .map(record -> record.order().clientOrderId())
                                    .collect(Collectors.toSet()));
        }

        private static BigDecimal working(VenueBook book, String symbol, Leg leg) {
            return book.working(symbol).stream()
                    .filter(one -> one.order().leg() == leg)
                    .map(WorkingOrder::leaves)
                    .reduce(BigDecimal.ZERO, BigDecimal::add)
                    .stripTrailingZeros();
        }

        private static Set<String> namesOf(VenueBook book) {
            return book.orders().values().stream()
                    .flatMap(working -> working.inOrder().stream())
                    .map(WorkingOrder::id)
                    .collect(Collectors.toSet());
        }
    }

    /** Checks every verdict with arithmetic of its own. */
    private static final class Auditor extends Silent {

        private final Map<String, List<Long>> entriesBySymbol = new HashMap<>();
        private int entries;
        private int exitsWhileNotActive;

        @Override
        public void judged(
                Account before, Decision decision, RiskDecision verdict, VenueBook book) {
            if (decision.action() == Action.SELL) {
                judgedExit(before, decision, verdict);
            } else if (verdict.approved()) {
                judgedEntry(before, decision, verdict, book);
            }
        }

        private void judgedExit(Account before, Decision decision, RiskDecision verdict) {
            Holding holding = before.holdings().get(decision.symbol());
            boolean leaving = holding != null && before.works(holding.orders().exitId());
            boolean held = holding != null && holding.isOpen();

            assertThat(verdict.approved()).isEqualTo(held && !leaving);
            if (held && before.status().state() != TradingState.ACTIVE) {
                exitsWhileNotActive++;
            }
        }

        private void judgedEntry(
                Account before, Decision decision, RiskDecision verdict, VenueBook book) {
            entries++;
            BigDecimal worth =
                    BigDecimal.valueOf(decision.bar().close()).multiply(verdict.quantity());
            BigDecimal exposed = worth;
            for (Holding holding : before.holdings().values()) {
                exposed = exposed.add(holding.marketValue());
            }
            List<Long> earlier =
                    entriesBySymbol.computeIfAbsent(decision.symbol(), s -> new ArrayList<>());

            assertThat(before.status().state()).isEqualTo(TradingState.ACTIVE);
            assertThat(before.status().killed()).isFalse();
            assertThat(verdict.quantity()).isPositive().isLessThanOrEqualTo(new BigDecimal(30));
            assertThat(worth).isLessThanOrEqualTo(new BigDecimal(1000));
            assertThat(worth).isLessThanOrEqualTo(before.equity().multiply(new BigDecimal("0.25")));
            assertThat(exposed).isLessThanOrEqualTo(new BigDecimal(3000));
            assertThat(worth).isLessThanOrEqualTo(before.ledger().cash());
            assertThat(heldOf(before, decision.symbol())).isEqualByComparingTo("0");
            assertThat(
                            book.orders().values().stream()
                                            .mapToInt(working -> working.inOrder().size())
                                            .sum()
                                    + 3)
                    .isLessThanOrEqualTo(8);
            assertThat(earlier).noneMatch(at -> at > decision.atMillis() - 4 * Desk.MINUTE);
            assertThat(earlier.stream().filter(at -> sameDay(at, decision.atMillis())).count())
                    .isLessThan(6);
            assertThat(
                            entriesBySymbol.values().stream()
                                    .flatMap(List::stream)
                                    .filter(at -> at > decision.atMillis() - Desk.MINUTE)
                                    .count())
                    .isLessThan(2);
            earlier.add(decision.atMillis());
        }

        private static boolean sameDay(long one, long other) {
            return one / 86_400_000 == other / 86_400_000;
        }
    }

    /** Weighs the account. */
    private static final class Scales extends Silent {

        @Override
        public void settled(Account account, VenueBook book, long atMillis) {
            assertThat(account.holdings()).hasSizeLessThanOrEqualTo(4);
            assertThat(account.orders()).hasSizeLessThanOrEqualTo(60);
            assertThat(account.activity().sentMillis()).hasSizeLessThanOrEqualTo(20);
            assertThat(account.activity().bySymbol()).hasSizeLessThanOrEqualTo(4);
            assertThat(account.holdings().values())
                    .allMatch(holding -> holding.bars().returns().size() <= 60);
        }
    }

    private static BigDecimal heldOf(Account account, String symbol) {
        Holding holding = account.holdings().get(symbol);
        return holding == null ? BigDecimal.ZERO : holding.quantity();
    }
}
