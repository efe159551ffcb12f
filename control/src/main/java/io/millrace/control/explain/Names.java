package io.millrace.control.explain;

import io.millrace.domain.audit.EventIds;
import io.millrace.domain.ensemble.Action;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.order.ClientOrderId;
import io.millrace.domain.order.Leg;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who is who in a run: which decision, chain and order a name belongs to. */
final class Names {

    /** The highest number that the name of an exit is tried with. */
    private static final int MOST_RENEWALS = 16;

    private final String account;
    private final String strategy;

    Names(Map<String, String> settings) {
        this.account = settings.getOrDefault("account.id", "backtest");
        this.strategy = settings.getOrDefault("strategy.name", "ensemble");
    }

    String account() {
        return account;
    }

    String strategy() {
        return strategy;
    }

    /** Whether the row of a decision is meant. */
    boolean answers(Row row, String id, Set<String> keys) {
        if (row.get("decision_id").startsWith(id)) {
            return true;
        }
        String symbol = row.get("symbol");
        long at = Instant.parse(row.get("ts")).toEpochMilli();
        return keys.contains(key(symbol, at))
                || EventIds.of("chain", strategy, symbol, at, 0).toString().startsWith(id);
    }

    /** The decision that an order of that name came from: the one that sent it or its entry. */
    Optional<String> ofOrder(Row row, String id) {
        boolean meant = row.get("client_order_id").startsWith(id);
        long at = Instant.parse(row.get("submitted")).toEpochMilli();
        boolean first = row.get("leg").equals("ENTRY") || isSignal(row);
        return meant && (first || isBracket(row, at))
                ? Optional.of(key(row.get("symbol"), at))
                : Optional.empty();
    }

    /** The names that a decision gives to its own orders. */
    Set<String> ordersOf(Decision decision) {
        if (decision.action() == Action.BUY) {
            return Set.of(name(decision, Leg.ENTRY, 0));
        }
        Set<String> exits = new HashSet<>();
        for (int renewal = 0; renewal <= MOST_RENEWALS; renewal++) {
            exits.add(name(decision, Leg.EXIT, renewal));
        }
        return decision.action() == Action.SELL ? exits : Set.of();
    }

    private boolean isBracket(Row row, long at) {
        Leg leg = Leg.valueOf(row.get("leg"));
        return row.get("client_order_id")
                .equals(ClientOrderId.of(account, strategy, row.get("symbol"), at, leg, 0));
    }

    private static boolean isSignal(Row row) {
        return row.get("reason").equals("SIGNAL");
    }

    private String name(Decision decision, Leg leg, int renewal) {
        return ClientOrderId.of(
                account, strategy, decision.symbol(), decision.atMillis(), leg, renewal);
    }

    private static String key(String symbol, long atMillis) {
        return symbol + "@" + atMillis;
    }
}
