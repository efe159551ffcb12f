package io.millrace.domain.portfolio;

import io.millrace.domain.order.ClientOrderId;
import io.millrace.domain.order.Leg;
import java.math.BigDecimal;

/** Puts an account's books right where they have been proved wrong. */
final class Corrections {

    private static final String REASON = "CORRECTED";

    private final Exits exits;
    private final LossGuard losses;

    Corrections(Exits exits, LossGuard losses) {
        this.exits = exits;
        this.losses = losses;
    }

    void apply(AccountChange change, Correction correction) {
        for (Position position : correction.positions()) {
            put(change, position, correction.atMillis());
        }
        BigDecimal flow = correction.cash().subtract(change.ledger().cash());
        change.set(change.ledger().paid(flow, BigDecimal.ZERO, BigDecimal.ZERO));
        if (correction.opens()) {
            change.set(change.marks().openedWith(change.equity()));
        } else {
            losses.watch(change, correction.atMillis());
        }
    }

    /** What the protections count as their parent; no order has this name. */
    private static String groupOf(AccountChange change, Position position, long atMillis) {
        return ClientOrderId.of(
                change.accountId(), change.strategy(), position.symbol(), atMillis, Leg.ENTRY, 1);
    }

    private void put(AccountChange change, Position position, long atMillis) {
        Holding known = change.holding(position.symbol());
        Holding before =
                known == null
                        ? exits.holdingWithoutEntry(
                                position.symbol(),
                                position.lastPrice(),
                                atMillis,
                                groupOf(change, position, atMillis))
                        : known;
        Holding after =
                before.restated(
                        position.quantity(), position.averagePrice().multiply(position.quantity()));
        if (after.opening() == null && after.isOpen()) {
            after = after.with(exits.opening(atMillis, after.lastPrice()));
        }
        change.set(change.ledger().revalued(before.marketValue(), after.marketValue()));
        change.put(after);
        if (after.isOpen()) {
            exits.protectBare(change, after, atMillis);
        } else {
            exits.abandon(change, after, atMillis, REASON);
            if (after.quantity().signum() == 0) {
                change.drop(after);
            }
        }
    }
}
