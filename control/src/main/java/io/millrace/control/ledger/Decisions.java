package io.millrace.control.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Equations 3, 4 and 5: what was decided against what the broker was asked for. */
final class Decisions {

    /**
     * The ledger's market time stands still between two bars; a clock that exits follow does not.
     */
    private static final long STEP_MILLIS = 60_000;

    private final Map<String, BookedOrder> rows = new HashMap<>();
    private final Map<String, KeptOrder> kept;
    private final List<Decided> decided;
    private final Set<DecisionKey> approved = new HashSet<>();
    private final Set<DecisionKey> denied = new HashSet<>();
    private final List<Finding> findings = new ArrayList<>();

    Decisions(BrokerBook book, Map<String, KeptOrder> kept, List<Decided> decided) {
        for (BookedOrder row : book.orders()) {
            rows.putIfAbsent(row.ourName(), row);
        }
        this.kept = kept;
        this.decided = decided;
        for (Decided one : decided) {
            (one.approved() ? approved : denied).add(one.key());
        }
    }

    List<Finding> findings() {
        Map<DecisionKey, KeptOrder> asked = new HashMap<>();
        for (KeptOrder order : kept.values()) {
            if (order.isFromSignal()) {
                asked.put(order.key(), order);
            }
            lost(order);
            before(order);
        }
        for (Decided one : decided) {
            if (one.approved() && !asked.containsKey(one.key())) {
                add(Breach.LOSS, one.named() + " was approved, and no order came of it");
            }
        }
        return findings;
    }

    /** An order that was to reach the broker and did not, with no end that says why. */
    private void lost(KeptOrder order) {
        // the broker names the legs of a group itself; such a leg shares the fate of its carrier
        if (rows.containsKey(order.clientOrderId()) || isCarried(order)) {
            return;
        }
        boolean filledElsewhere = order.status().equals("FILLED");
        if (!order.hasEnded() || filledElsewhere) {
            add(
                    Breach.LOSS,
                    order.clientOrderId()
                            + ", "
                            + order.key()
                            + ", is "
                            + order.status()
                            + " and has no row");
        }
    }

    private boolean isCarried(KeptOrder order) {
        return order.isProtection()
                && (rows.containsKey(order.parentId()) || hasTwinWithRow(order));
    }

    private boolean hasTwinWithRow(KeptOrder order) {
        return kept.values().stream()
                .filter(KeptOrder::isProtection)
                .filter(twin -> twin.key().symbol().equals(order.key().symbol()))
                .filter(twin -> twin.key().signalMillis() == order.key().signalMillis())
                .anyMatch(twin -> rows.containsKey(twin.clientOrderId()));
    }

    private void before(KeptOrder order) {
        BookedOrder row = rows.get(order.clientOrderId());
        if (row == null) {
            return;
        }
        long earliest = order.key().signalMillis() - (order.isFromSignal() ? 0 : STEP_MILLIS);
        if (row.row.atMillis() < earliest) {
            add(
                    Breach.BEFORE_RISK_CHECK,
                    row.named()
                            + " was taken at "
                            + Instant.ofEpochMilli(row.row.atMillis())
                            + ", before "
                            + order.key());
        }
        if (!order.isFromSignal() || approved.contains(order.key())) {
            return;
        }
        if (denied.contains(order.key())) {
            add(Breach.DENIED, row.named() + " although " + order.key() + " was denied");
        } else {
            add(Breach.ORPHAN, row.named() + ": no decision asked for " + order.key());
        }
    }

    private void add(Breach breach, String what) {
        findings.add(new Finding(breach, what));
    }
}
