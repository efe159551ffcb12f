package io.millrace.domain.live;

import static io.millrace.domain.live.ReconciliationCase.*;

import io.millrace.domain.broker.BrokerOrder;
import io.millrace.domain.broker.BrokerPosition;
import io.millrace.domain.broker.BrokerRequest;
import io.millrace.domain.broker.BrokerSnapshot;
import io.millrace.domain.broker.OrderAddress;
import io.millrace.domain.live.ReconciliationCase.Weight;
import io.millrace.domain.order.ExecutionEvent;
import io.millrace.domain.order.OrderEvent;
import io.millrace.domain.order.OrderRequest;
import io.millrace.domain.order.OrderStatus;
import io.millrace.domain.portfolio.AccountEngine;
import io.millrace.domain.portfolio.AccountPosition;
import io.millrace.domain.portfolio.Correction;
import io.millrace.domain.portfolio.Holding;
import io.millrace.domain.portfolio.OrderRecord;
import io.millrace.domain.portfolio.Position;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Does what {@link ReconciliationCase} says about everything that {@link Reconciliation} finds. */
final class Reconciler {

    /** What rounding leaves of any fill is far below a cent. */
    private static final int PRICE_DIGITS = 10;

    private final AccountEngine engine;
    private final Reconciliation reconciliation;

    Reconciler(AccountEngine engine, LiveSettings live) {
        this.engine = engine;
        this.reconciliation = new Reconciliation(live);
    }

    void take(LiveTurn turn, BrokerSnapshot snapshot) {
        turn.set(Connection.fresh().looked(turn.connection().lost()));
        Comparison comparison = new Comparison(turn, snapshot);
        comparison.orders();
        comparison.positionsAndCash();
        comparison.bare();
        comparison.conclude();
    }

    /** One snapshot while it is worked through. */
    private final class Comparison {

        private final LiveTurn turn;
        private final BrokerSnapshot snapshot;
        private final Map<String, String> before;
        private final Map<String, String> seen = new HashMap<>();
        private final Set<String> explained = new TreeSet<>();
        private final Set<String> disputed = new TreeSet<>();
        private final boolean opens;
        private boolean doubtful;
        private boolean underWay;

        private Comparison(LiveTurn turn, BrokerSnapshot snapshot) {
            this.turn = turn;
            this.snapshot = snapshot;
            this.before = turn.books().sightings();
            this.opens =
                    !turn.books().opened()
                            && turn.account().orders().isEmpty()
                            && turn.account().holdings().isEmpty();
        }

        private void orders() {
            for (Finding finding :
                    reconciliation.orders(
                            turn.account(), turn.watches(), snapshot, turn.clock(), turn.wall())) {
                boolean again = sight(finding, finding.code().action());
                OrderRecord record = finding.record();
                BrokerOrder order = finding.order();
                if (record != null) {
                    ours(finding.code(), record, order, again);
                } else if (order != null && finding.code() == UNKNOWN_ORDER_AT_BROKER && !again) {
                    cancelStranger(order);
                }
            }
        }

        private void ours(
                ReconciliationCase code,
                OrderRecord record,
                @Nullable BrokerOrder order,
                boolean again) {
            String id = record.order().clientOrderId();
            if (order == null) {
                if (code != ORDER_IN_FLIGHT) {
                    turn.watches().needs(id, OrderRequest.Kind.LOOKUP);
                }
                return;
            }
            switch (code) {
                case ORDER_FOUND, ORDER_ENDED_AT_BROKER -> takeOver(record, order);
                case OPEN_AT_BROKER_ONLY -> {
                    String asked = Finding.cancelKey(id);
                    if (again && !before.containsKey(asked)) {
                        turn.send(OrderRequest.cancel(id, turn.clock(), "ENDED_HERE"));
                    }
                    if (again) {
                        seen.put(asked, "");
                    }
                }
                case FILLS_MISSING_HERE -> fillsMissing(record, order, again);
                case QUANTITY_DIFFERS ->
                        turn.took(
                                engine.requantified(
                                        turn.account(), id, order.quantity(), turn.clock()));
                default -> {}
            }
        }

        private void takeOver(OrderRecord record, BrokerOrder order) {
            Observation.of(turn, record, order, turn.clock());
            turn.watches().heard(record.order().clientOrderId(), turn.wall());
        }

        private void fillsMissing(OrderRecord record, BrokerOrder order, boolean again) {
            if (!again) {
                explained.add(record.order().symbol());
                takeOver(record, order);
                return;
            }
            BigDecimal rest = order.filled().subtract(record.filled());
            OrderEvent event =
                    order.status() == OrderStatus.FILLED
                            ? OrderEvent.FINAL_FILL
                            : OrderEvent.PARTIAL_FILL;
            String id = record.order().clientOrderId();
            turn.happened(
                    record,
                    new ExecutionEvent(
                            id,
                            event,
                            turn.clock(),
                            Reports.fill(
                                    turn.account(),
                                    record,
                                    rest,
                                    restPrice(record, order, rest),
                                    turn.clock()),
                            "from the broker's record"));
            OrderRecord after = turn.order(id);
            if (after != null) {
                takeOver(after, order);
            }
        }

        private void cancelStranger(BrokerOrder order) {
            turn.alert(
                    Alert.Code.ORDER_UNKNOWN,
                    "an order that is none of ours works: " + order.clientOrderId());
            turn.send(
                    new BrokerRequest(
                            OrderRequest.cancel(order.clientOrderId(), turn.clock(), "UNKNOWN"),
                            new OrderAddress(
                                    order.clientOrderId(), order.carrierId(), order.type()),
                            false));
        }

        private void positionsAndCash() {
            List<Position> wrong = new ArrayList<>();
            for (Finding finding : reconciliation.positions(turn.account(), snapshot, explained)) {
                boolean again = sight(finding, finding.code().action());
                if (finding.code() != POSITION_EXPLAINED && (again || opens)) {
                    wrong.add(corrected(finding));
                } else {
                    disputed.add(finding.subject());
                }
            }
            BigDecimal cash = turn.account().ledger().cash();
            for (Finding finding : reconciliation.cash(turn.account(), snapshot)) {
                if (sight(finding, finding.code().action()) || opens) {
                    cash = snapshot.cash();
                    seen.remove(finding.key());
                }
            }
            if (opens) {
                doubtful = false;
            }
            if (!wrong.isEmpty() || cash.compareTo(turn.account().ledger().cash()) != 0) {
                correct(wrong, cash);
            }
        }

        private void correct(List<Position> wrong, BigDecimal cash) {
            turn.took(
                    engine.corrected(
                            turn.account(), new Correction(cash, wrong, opens, turn.clock())));
            for (Position position : wrong) {
                turn.holds(new AccountPosition(turn.account().id(), turn.clock(), position));
            }
        }

        private Position corrected(Finding finding) {
            seen.remove(finding.key());
            String symbol = finding.subject();
            BrokerPosition position = finding.position();
            Holding holding = turn.account().holdings().get(symbol);
            if (position == null) {
                BigDecimal last = Objects.requireNonNull(holding, "one side holds it").lastPrice();
                return new Position(symbol, BigDecimal.ZERO, BigDecimal.ZERO, last);
            }
            return new Position(
                    symbol,
                    position.quantity(),
                    position.averagePrice(),
                    holding == null ? position.averagePrice() : holding.lastPrice());
        }

        /** Only of what both hold: a stop loss for shares that are not there would sell short. */
        private void bare() {
            for (String symbol : new TreeMap<>(turn.account().holdings()).keySet()) {
                if (!disputed.contains(symbol)) {
                    if (engine.isBare(turn.account(), symbol)) {
                        tellThatItIsBare(symbol);
                    }
                    turn.took(engine.protect(turn.account(), symbol, turn.clock()));
                }
            }
        }

        private void tellThatItIsBare(String symbol) {
            long since = turn.books().bare().getOrDefault(symbol, turn.clock());
            String text = symbol + " has no stop loss";
            Finding finding = new Finding(POSITION_UNPROTECTED, symbol, text, "", null, null, null);
            if (!sight(finding, finding.code().action())) {
                turn.alert(
                        Alert.Code.POSITION_UNPROTECTED,
                        text + " for " + (turn.clock() - since) + " ms");
            }
        }

        private void conclude() {
            boolean was = turn.books().reconciled();
            for (OrderRecord record : turn.account().orders().values()) {
                underWay |= record.status() == OrderStatus.UNKNOWN;
            }
            if (doubtful) {
                turn.set(turn.books().disagreed(seen));
                if (was) {
                    turn.alert(Alert.Code.NOT_RECONCILED, "the broker has it otherwise");
                }
                return;
            }
            turn.set(turn.books().agreed(!underWay, seen));
            if (!was && turn.books().reconciled()) {
                turn.alert(Alert.Code.RECONCILED, "the broker has the same");
            }
        }

        /** Notes a finding and tells of it once; whether the last snapshot showed it as well. */
        private boolean sight(Finding finding, String action) {
            ReconciliationCase code = finding.code();
            boolean again = finding.text().equals(before.get(finding.key()));
            if (code.logged()) {
                seen.put(finding.key(), finding.text());
                if (!again) {
                    turn.differs(
                            code, finding.subject(), finding.local(), finding.broker(), action);
                }
            }
            doubtful |= code.weight() == Weight.OPEN || (code.weight() == Weight.FIRST && !again);
            underWay |= code.weight() == Weight.UNDER_WAY;
            return again;
        }
    }

    /** So that quantity times price adds up to what the broker has, whatever was booked before. */
    private static BigDecimal restPrice(OrderRecord record, BrokerOrder order, BigDecimal rest) {
        BigDecimal average = order.averagePrice();
        if (average == null) {
            BigDecimal booked = record.averagePrice().orElse(null);
            BigDecimal stated = order.limitPrice() == null ? order.stopPrice() : order.limitPrice();
            return booked != null ? booked : stated != null ? stated : BigDecimal.ONE;
        }
        BigDecimal worth = average.multiply(order.filled()).subtract(record.filledNotional());
        BigDecimal price = worth.divide(rest, PRICE_DIGITS, RoundingMode.HALF_EVEN);
        return price.signum() > 0 ? price : average;
    }
}
