package io.millrace.domain.portfolio;

import io.millrace.domain.order.Fill;
import io.millrace.domain.order.OrderStatus;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known about one account between two events.
 *
 * <p>It never changes: an {@link AccountEngine} makes the next one. Only native types, so that it
 * can live in keyed state.
 *
 * @param id name of the account
 * @param strategy name of the strategy that trades it
 * @param holdings what is held or being entered, by symbol
 * @param orders every order that works or ended a short time ago, by client order id
 */
public record Account(
        String id,
        String strategy,
        Ledger ledger,
        EquityMarks marks,
        TradingStatus status,
        OrderActivity activity,
        Map<String, Holding> holdings,
        Map<String, OrderRecord> orders) {

    /** How long an ended order is remembered: fills race cancellations, and reports repeat. */
    public static final long MEMORY_MILLIS = 300_000;

    /** An account that has only cash and has done nothing yet. */
    public static Account open(String id, String strategy, BigDecimal cash) {
        return new Account(
                id,
                strategy,
                Ledger.opening(cash),
                EquityMarks.opening(cash),
                TradingStatus.active(),
                OrderActivity.none(),
                Map.of(),
                Map.of());
    }

    public static Account open(AccountSettings settings) {
        return open(settings.id(), settings.strategy(), settings.cash());
    }

    /** Cash and every position at its last price. */
    public BigDecimal equity() {
        return ledger.equity();
    }

    public EquityPoint equityAt(long atMillis) {
        return new EquityPoint(id, atMillis, ledger.cash(), equity());
    }

    /** Every position, in the order of the symbols. */
    public List<Position> positions() {
        return holdings.values().stream()
                .filter(holding -> holding.quantity().signum() != 0)
                .map(Holding::position)
                .sorted(Comparator.comparing(Position::symbol))
                .toList();
    }

    /** What is held of a symbol once the fill is in; nothing is a position of zero. */
    public AccountPosition positionAfter(Fill fill) {
        Holding holding = holdings.get(fill.symbol());
        Position position =
                holding == null
                        ? new Position(
                                fill.symbol(), BigDecimal.ZERO, BigDecimal.ZERO, fill.price())
                        : holding.position();
        return new AccountPosition(id, fill.atMillis(), position);
    }

    /** Whether the order has a name and has not ended. */
    boolean works(@Nullable String clientOrderId) {
        OrderRecord record = clientOrderId == null ? null : orders.get(clientOrderId);
        return record != null && record.isWorking();
    }

    /** Where the order stands; absent when the account does not know it, or no longer. */
    public @Nullable OrderStatus statusOf(String clientOrderId) {
        OrderRecord record = orders.get(clientOrderId);
        return record == null ? null : record.status();
    }
}
