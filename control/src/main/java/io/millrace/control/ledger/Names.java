package io.millrace.control.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Equations 1 and 2, and the orphans of 4: who named an order, and whether it was asked twice. */
final class Names {

    /** Within it, an order that nobody decided but that repeats one is taken for its copy. */
    private static final long REPEAT_MILLIS = Duration.ofMinutes(5).toMillis();

    private final Map<String, KeptOrder> kept;
    private final Map<String, BookedOrder> rowByName = new HashMap<>();
    private final Map<DecisionKey, BookedOrder> rowByKey = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    private Names(Map<String, KeptOrder> kept) {
        this.kept = kept;
    }

    static List<Finding> findings(BrokerBook book, Map<String, KeptOrder> kept) {
        Names names = new Names(kept);
        book.orders().forEach(names::name);
        book.orders().forEach(names::decide);
        return names.findings;
    }

    private void name(BookedOrder row) {
        if (row.clientOrderId.isEmpty()) {
            return;
        }
        BookedOrder first = rowByName.putIfAbsent(row.clientOrderId, row);
        if (first != null) {
            add(Breach.DUPLICATE, row.named() + " repeats line " + first.row.line());
        }
    }

    private void decide(BookedOrder row) {
        KeptOrder order = kept.get(row.ourName());
        if (order == null) {
            if (row.isCarrier()) {
                undecided(row);
            }
            return;
        }
        boolean repeatsItsName = rowByName.get(row.clientOrderId) != row;
        if (row.isReplacement() || repeatsItsName) {
            return;
        }
        BookedOrder first = rowByKey.put(order.key(), row);
        if (first != null && !isRenewal(order, first, row)) {
            add(
                    Breach.SEMANTIC_DUPLICATE,
                    row.named() + " is " + order.key() + ", as is line " + first.row.line());
        }
    }

    /** A protection or an exit may be renewed after its predecessor has ended; an entry never. */
    private static boolean isRenewal(KeptOrder order, BookedOrder first, BookedOrder row) {
        LedgerRow end = first.endedBy;
        return !order.key().leg().equals("ENTRY")
                && end != null
                && end.sequence() < row.row.sequence();
    }

    private void undecided(BookedOrder row) {
        BookedOrder original = original(row);
        if (original == null) {
            add(Breach.ORPHAN, row.named() + " was decided by nobody");
        } else {
            add(
                    Breach.SEMANTIC_DUPLICATE,
                    row.named() + " repeats line " + original.row.line() + " under another name");
        }
    }

    private @Nullable BookedOrder original(BookedOrder copy) {
        for (BookedOrder row : rowByName.values()) {
            KeptOrder order = kept.get(row.ourName());
            boolean near = Math.abs(copy.row.wallMillis() - row.row.wallMillis()) <= REPEAT_MILLIS;
            if (order != null && near && order.looksLike(copy)) {
                return row;
            }
        }
        return null;
    }

    private void add(Breach breach, String what) {
        findings.add(new Finding(breach, what));
    }
}
