package io.millrace.domain.live;

import static io.millrace.domain.live.ReconciliationCase.*;

import io.millrace.domain.broker.BrokerOrder;
import io.millrace.domain.broker.BrokerPosition;
import io.millrace.domain.broker.BrokerSnapshot;
import io.millrace.domain.order.OrderStatus;
import io.millrace.domain.portfolio.Account;
import io.millrace.domain.portfolio.Holding;
import io.millrace.domain.portfolio.OrderRecord;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds every subject on which an account and a snapshot of the broker disagree. */
final class Reconciliation {

    /** A broker rounds money to cents; nobody can be wrong by less. */
    private static final BigDecimal CENT = new BigDecimal("0.01");

    private final long lookUpMillis;

    Reconciliation(LiveSettings live) {
        this.lookUpMillis = live.lookUpMillis();
    }

    /**
     * Whether it ended so long ago that the account would not remember one of its own. A snapshot
     * may arrive late: what was fresh when it was taken may be forgotten now.
     */
    private static boolean isForgotten(
            BrokerOrder order, BrokerSnapshot snapshot, long clockMillis) {
        long now = Math.max(snapshot.atMillis(), clockMillis);
        return order.status().isTerminal()
                && order.updatedAtMillis() <= now - Account.MEMORY_MILLIS / 2;
    }

    /** Orders by name, the account's first; those that agree are left out. */
    List<Finding> orders(
            Account account,
            Watches watches,
            BrokerSnapshot snapshot,
            long clockMillis,
            long wallMillis) {
        Map<String, BrokerOrder> matched = new HashMap<>();
        Map<String, BrokerOrder> strange = new TreeMap<>();
        for (BrokerOrder order : snapshot.orders()) {
            OrderRecord record = watches.find(account, order);
            if (record == null) {
                if (!isForgotten(order, snapshot, clockMillis)) {
                    strange.put(order.clientOrderId(), order);
                }
            } else {
                matched.merge(record.order().clientOrderId(), order, Reconciliation::newer);
            }
        }
        List<Finding> findings = new ArrayList<>();
        for (OrderRecord record : new TreeMap<>(account.orders()).values()) {
            String id = record.order().clientOrderId();
            BrokerOrder order = matched.get(id);
            OrderWatch watch = watches.of(id);
            boolean fresh = wallMillis - watch.lastMillis() < lookUpMillis;
            ReconciliationCase code =
                    order == null ? absent(record, fresh) : compared(record, order, fresh);
            if (code != AGREED) {
                findings.add(Finding.order(code, id, record, order));
            }
        }
        strange.forEach(
                (id, order) ->
                        findings.add(
                                Finding.order(
                                        order.status().isTerminal()
                                                ? UNKNOWN_ORDER_ENDED
                                                : UNKNOWN_ORDER_AT_BROKER,
                                        id,
                                        null,
                                        order)));
        return findings;
    }

    /** A replaced order shows twice, under one name of ours. */
    private static BrokerOrder newer(BrokerOrder one, BrokerOrder other) {
        return other.submittedAtMillis() >= one.submittedAtMillis() ? other : one;
    }

    private static ReconciliationCase absent(OrderRecord record, boolean fresh) {
        if (!record.isWorking()) {
            return AGREED;
        }
        if (fresh) {
            return ORDER_IN_FLIGHT;
        }
        boolean unheard =
                record.status() == OrderStatus.SUBMITTED || record.status() == OrderStatus.UNKNOWN;
        return unheard ? ORDER_UNHEARD : ORDER_GONE;
    }

    private static ReconciliationCase compared(
            OrderRecord record, BrokerOrder order, boolean fresh) {
        int fills = order.filled().compareTo(record.filled());
        if (fills != 0) {
            return fills > 0 ? FILLS_MISSING_HERE : FILLS_MISSING_AT_BROKER;
        }
        boolean open = !order.status().isTerminal();
        if (!record.isWorking()) {
            return open ? OPEN_AT_BROKER_ONLY : AGREED;
        }
        if (!open) {
            return ORDER_ENDED_AT_BROKER;
        }
        if (Observation.eventOf(record, order).isPresent()) {
            return ORDER_FOUND;
        }
        if (record.cancelling()) {
            return CANCEL_UNDER_WAY;
        }
        return quantityDiffers(record, order) && !fresh ? QUANTITY_DIFFERS : AGREED;
    }

    /** An entry keeps its quantity, and a leg counts only once the broker lets it work. */
    private static boolean quantityDiffers(OrderRecord record, BrokerOrder order) {
        return switch (record.order().leg()) {
            case ENTRY, EXIT -> false;
            case TAKE_PROFIT, STOP_LOSS ->
                    order.status() != OrderStatus.HELD
                            && order.quantity().compareTo(record.quantity()) != 0;
        };
    }

    /** Positions by symbol; those that agree are left out. */
    List<Finding> positions(Account account, BrokerSnapshot snapshot, Set<String> explained) {
        Map<String, BrokerPosition> theirs = new HashMap<>();
        for (BrokerPosition position : snapshot.positions()) {
            theirs.put(position.symbol(), position);
        }
        Set<String> symbols = new TreeSet<>(theirs.keySet());
        symbols.addAll(account.holdings().keySet());
        List<Finding> findings = new ArrayList<>();
        for (String symbol : symbols) {
            Holding holding = account.holdings().get(symbol);
            BrokerPosition position = theirs.get(symbol);
            BigDecimal here = holding == null ? BigDecimal.ZERO : holding.quantity();
            BigDecimal there = position == null ? BigDecimal.ZERO : position.quantity();
            if (here.compareTo(there) != 0) {
                ReconciliationCase code =
                        explained.contains(symbol) ? POSITION_EXPLAINED : compared(here, there);
                findings.add(found(code, symbol, here, there, position));
            }
        }
        return findings;
    }

    private static ReconciliationCase compared(BigDecimal here, BigDecimal there) {
        if (there.signum() == 0) {
            return POSITION_ONLY_HERE;
        }
        if (here.signum() == 0) {
            return POSITION_ONLY_AT_BROKER;
        }
        if (here.signum() != there.signum()) {
            return POSITION_OPPOSITE;
        }
        return here.abs().compareTo(there.abs()) > 0
                ? POSITION_LARGER_HERE
                : POSITION_LARGER_AT_BROKER;
    }

    /** The cash, unless it agrees to the cent. */
    List<Finding> cash(Account account, BrokerSnapshot snapshot) {
        BigDecimal here = account.ledger().cash();
        BigDecimal apart = here.subtract(snapshot.cash()).abs();
        return apart.compareTo(CENT) < 0
                ? List.of()
                : List.of(found(CASH_DIFFERS, "cash", here, snapshot.cash(), null));
    }

    private static Finding found(
            ReconciliationCase code,
            String subject,
            BigDecimal here,
            BigDecimal there,
            @Nullable BrokerPosition position) {
        return new Finding(
                code,
                subject,
                here.stripTrailingZeros().toPlainString(),
                there.stripTrailingZeros().toPlainString(),
                null,
                null,
                position);
    }
}
