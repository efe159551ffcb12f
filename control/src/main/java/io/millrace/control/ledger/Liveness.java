package io.millrace.control.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Equation 7: nothing hangs, at the broker or with us. */
final class Liveness {

    private static final Set<String> WITHOUT_ANSWER = Set.of("APPROVED", "SUBMITTED", "UNKNOWN");

    private final BrokerBook book;
    private final Map<String, KeptOrder> kept;
    private final Duration grace;

    Liveness(BrokerBook book, Map<String, KeptOrder> kept, Duration grace) {
        this.book = book;
        this.kept = kept;
        this.grace = grace;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (BookedOrder row : book.orders()) {
            if (!isOver(row) && !protectsSomething(row) && !isYoung(row)) {
                findings.add(
                        new Finding(Breach.UNFINISHED, row.named() + " is still " + row.status));
            }
        }
        Map<String, BookedOrder> rows = book.byName();
        for (KeptOrder order : kept.values()) {
            BookedOrder row = rows.get(order.clientOrderId());
            if (row != null && isYoung(row)) {
                continue;
            }
            boolean unheard =
                    row != null
                            && row.isCarrier()
                            && row.hasEnded()
                            && !row.status.equals("replaced")
                            && !order.hasEnded();
            if (WITHOUT_ANSWER.contains(order.status()) || unheard) {
                findings.add(
                        new Finding(
                                Breach.UNANSWERED,
                                order.clientOrderId()
                                        + ", "
                                        + order.key()
                                        + ", ends as "
                                        + order.status()
                                        + (row == null ? "" : ", at the broker " + row.status)));
            }
        }
        return findings;
    }

    private static boolean isOver(BookedOrder row) {
        return row.hasEnded() || row.filled.compareTo(row.quantity) == 0;
    }

    private boolean protectsSomething(BookedOrder row) {
        KeptOrder order = kept.get(row.ourName());
        boolean protection = !row.isCarrier() || (order != null && order.isProtection());
        return protection && book.position(row.symbol).signum() != 0;
    }

    private boolean isYoung(BookedOrder row) {
        return book.lastWallMillis() - row.row.wallMillis() < grace.toMillis();
    }
}
