package io.millrace.domain.portfolio;

import io.millrace.domain.order.ExecutionEvent;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.Leg;
import io.millrace.domain.order.OrderEvent;
import io.millrace.domain.order.OrderLifecycle;
import io.millrace.domain.order.OrderStatus;
import io.millrace.domain.order.Side;
import io.millrace.domain.risk.RiskLimits.MarketLimits;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a venue's reports do to orders, cash and positions. */
final class Executions {

    private static final BigDecimal BPS = new BigDecimal("10000");

    private final MarketLimits limits;
    private final BigDecimal mostSlippageBps;
    private final Exits exits;
    private final LossGuard losses;

    Executions(MarketLimits limits, Exits exits, LossGuard losses) {
        this.limits = limits;
        this.mostSlippageBps = limits.expectedSlippageBps().multiply(limits.slippageTolerance());
        this.exits = exits;
        this.losses = losses;
    }

    void apply(AccountChange change, OrderRecord before, ExecutionEvent event) {
        Fill fill = event.fill();
        if (isRepeated(before, event, fill)) {
            return;
        }
        boolean needsFill =
                event.event() == OrderEvent.PARTIAL_FILL || event.event() == OrderEvent.FINAL_FILL;
        if (needsFill != (fill != null)) {
            change.violated(before, event, needsFill ? "a fill" : "no fill");
            return;
        }
        Optional<OrderStatus> after = OrderLifecycle.after(before.status(), event.event());
        if (after.isEmpty()) {
            change.violated(before, event, "an event that OrderLifecycle allows");
            return;
        }
        OrderRecord moved = before.moved(orWithdrawn(after.get()), event.atMillis());
        change.put(fill == null ? moved : moved.filledBy(fill));
        if (fill != null) {
            book(change, moved, event, fill);
        }
        settle(change, moved, event.atMillis());
    }

    /** An order that the broker never saw is not sent again: whatever needs it makes a new one. */
    private static OrderStatus orWithdrawn(OrderStatus after) {
        return after == OrderStatus.APPROVED ? OrderStatus.CANCELED : after;
    }

    /** Delivery is at least once; and a cancellation may cross the end of its order. */
    private static boolean isRepeated(
            OrderRecord before, ExecutionEvent event, @Nullable Fill fill) {
        return fill == null
                ? before.status().isTerminal() && !isFillEvent(event.event())
                : fill.sequence() < before.fills();
    }

    private static boolean isFillEvent(OrderEvent event) {
        return event == OrderEvent.PARTIAL_FILL || event == OrderEvent.FINAL_FILL;
    }

    private void book(AccountChange change, OrderRecord order, ExecutionEvent event, Fill fill) {
        if (order.filled().add(fill.quantity()).compareTo(order.order().quantity()) > 0) {
            change.violated(order, event, "fills of at most " + order.order().quantity());
        }
        Holding known = change.holding(fill.symbol());
        // a fill that raced the end of its order, after the account had forgotten the symbol
        Holding before =
                known == null
                        ? exits.holdingWithoutEntry(
                                fill.symbol(), fill.price(), fill.atMillis(), fill.clientOrderId())
                        : known;
        BigDecimal gain =
                fill.side() == Side.SELL
                        ? fill.price().multiply(fill.quantity()).subtract(before.costSoldBy(fill))
                        : BigDecimal.ZERO;
        Holding after = before.filledBy(fill);
        if (after.quantity().signum() == 0) {
            gain = gain.subtract(after.cost());
        }
        if (after.quantity().signum() < 0) {
            change.violated(order, event, "sales of at most " + before.quantity());
        }
        if (before.opening() == null) {
            after = after.with(exits.opening(fill.atMillis(), fill.price()));
        }
        change.put(after);
        change.set(
                change.ledger()
                        .paid(fill.cashFlow(), fill.fee(), gain)
                        .revalued(before.marketValue(), after.marketValue()));
        follow(change, after.orders(), order, fill);
        noteSlippage(change, fill);
        if (fill.side() == Side.SELL) {
            change.set(change.activity().left(fill.symbol(), fill.atMillis()));
        }
        losses.watch(change, event.atMillis());
    }

    /** Protections grow with their entry and shrink with their twin, as the venue keeps them. */
    private static void follow(
            AccountChange change, HoldingOrders orders, OrderRecord filled, Fill fill) {
        String id = filled.order().clientOrderId();
        Leg leg = filled.order().leg();
        if (leg == Leg.ENTRY && id.equals(orders.groupId())) {
            grow(change, orders.takeProfitId(), fill.quantity());
            grow(change, orders.stopLossId(), fill.quantity());
        } else if (id.equals(orders.takeProfitId())) {
            grow(change, orders.stopLossId(), fill.quantity().negate());
        } else if (id.equals(orders.stopLossId())) {
            grow(change, orders.takeProfitId(), fill.quantity().negate());
        }
    }

    private static void grow(AccountChange change, String id, BigDecimal by) {
        OrderRecord record = change.order(id);
        if (record != null && record.isWorking()) {
            change.put(record.resized(record.quantity().add(by)));
        }
    }

    private void noteSlippage(AccountChange change, Fill fill) {
        BigDecimal worse =
                fill.side() == Side.BUY
                        ? fill.price().subtract(fill.expectedPrice())
                        : fill.expectedPrice().subtract(fill.price());
        BigDecimal most = fill.expectedPrice().multiply(mostSlippageBps);
        if (worse.multiply(BPS).compareTo(most) > 0) {
            change.set(change.status().slipped(fill.atMillis() + limits.slippageBlockMillis()));
        }
    }

    /** Leaves nothing half done in the order's symbol. */
    private void settle(AccountChange change, OrderRecord order, long atMillis) {
        Holding holding = change.holding(order.order().symbol());
        if (holding == null) {
            return;
        }
        HoldingOrders orders = holding.orders();
        boolean leaving = change.works(orders.exitId());
        if (holding.quantity().signum() == 0) {
            if (!change.works(orders.entryId())) {
                endWaiting(change, orders.takeProfitId(), order, atMillis);
                endWaiting(change, orders.stopLossId(), order, atMillis);
                if (leaving && change.stands(orders.exitId())) {
                    change.cancel(
                            Objects.requireNonNull(orders.exitId()), atMillis, "NOTHING_LEFT");
                }
                change.drop(holding);
            }
        } else if (holding.isOpen() && !leaving) {
            if (change.status().liquidating() && !exits.areBlocked(change)) {
                exits.leave(change, holding, atMillis, String.valueOf(change.status().cause()));
            } else {
                protectAgain(change, holding, order, atMillis);
            }
        }
    }

    private void protectAgain(
            AccountChange change, Holding holding, OrderRecord order, long atMillis) {
        if (endedAPair(holding, order) && exits.stopIsVain(change, holding)) {
            exits.retryLater(change, holding, atMillis, Exits.UNPROTECTED);
            return;
        }
        exits.protect(change, holding, atMillis);
        Holding after = change.holding(holding.symbol());
        if (after != null && order.order().leg() == Leg.EXIT) {
            exits.retryLater(change, after, atMillis, Exits.again(order.order().reason()));
        }
    }

    /** Its stop, or the twin that a venue refuses along with it. */
    private static boolean endedAPair(Holding holding, OrderRecord order) {
        return order.order().clientOrderId().equals(holding.orders().stopLossId())
                || order.order().clientOrderId().equals(holding.orders().takeProfitId());
    }

    /** The venue ends protections whose entry ended unfilled; there is nothing to wait for. */
    private static void endWaiting(
            AccountChange change, String id, OrderRecord cause, long atMillis) {
        OrderRecord record = change.order(id);
        if (record != null && record.isWorking() && record.filled().signum() == 0) {
            boolean entry = cause.order().leg() == Leg.ENTRY;
            if (entry && cause.filled().signum() == 0) {
                change.put(record.moved(OrderStatus.CANCELED, atMillis));
            }
        }
    }
}
