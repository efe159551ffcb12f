package io.millrace.domain.venue;

import io.millrace.domain.order.ExecutionEvent;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.Leg;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderEvent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One symbol's orders while something happens to them, and the reports about it.
 *
 * <p>Whatever happens to one order, its group follows: protections work what their entry has
 * filled, and cancel or reduce each other.
 */
final class Blotter {

    private final List<WorkingOrder> orders;
    private final long atMillis;
    private final List<ExecutionEvent> events = new ArrayList<>();

    Blotter(List<WorkingOrder> orders, long atMillis) {
        this.orders = new ArrayList<>(orders);
        this.atMillis = atMillis;
    }

    List<WorkingOrder> orders() {
        return orders;
    }

    List<ExecutionEvent> events() {
        return List.copyOf(events);
    }

    @Nullable WorkingOrder find(@Nullable String id) {
        for (WorkingOrder order : orders) {
            if (order.id().equals(id)) {
                return order;
            }
        }
        return null;
    }

    void add(Order order, long expiresAtMillis) {
        WorkingOrder entry = find(order.parentId());
        WorkingOrder added =
                entry == null
                        ? WorkingOrder.alone(order, expiresAtMillis)
                        : WorkingOrder.protecting(entry, order, expiresAtMillis);
        orders.add(placeOf(order), added);
        report(added, added.isHeld() ? OrderEvent.BROKER_HELD : OrderEvent.BROKER_ACCEPTED, "");
    }

    /** Ends an order on request; cancelling a protection gives up its whole group. */
    void cancel(WorkingOrder order, String reason) {
        end(order, OrderEvent.BROKER_CANCELED, reason);
        String group = order.order().parentId();
        if (group != null) {
            for (WorkingOrder other : List.copyOf(orders)) {
                if (other.id().equals(group) || other.protects(group)) {
                    end(
                            other,
                            OrderEvent.BROKER_CANCELED,
                            "another order of its group was cancelled");
                }
            }
        }
    }

    void resize(WorkingOrder order, BigDecimal quantity, String reason) {
        if (quantity.compareTo(order.filled()) <= 0) {
            cancel(order, reason);
        } else if (order.isHeld()) {
            report(order, OrderEvent.BROKER_REPLACED, "quantity follows its entry");
        } else {
            reportQuantity(replace(order, order.withQuantity(quantity)));
        }
    }

    void end(WorkingOrder order, OrderEvent how, String note) {
        if (orders.remove(order)) {
            report(order, how, note);
            for (WorkingOrder protection : groupOf(order.id())) {
                if (protection.isHeld()) {
                    end(protection, OrderEvent.BROKER_CANCELED, "its entry ended unfilled");
                }
            }
        }
    }

    /** The stop's price has traded: the trade is on its way out and takes nothing more in. */
    WorkingOrder trigger(WorkingOrder order) {
        WorkingOrder triggered = replace(order, order.onceTriggered());
        endEntryOf(triggered);
        return triggered;
    }

    void fill(WorkingOrder before, Fill fill) {
        WorkingOrder after = before.withFill(fill.quantity());
        boolean complete = after.leaves().signum() == 0;
        OrderEvent event = complete ? OrderEvent.FINAL_FILL : OrderEvent.PARTIAL_FILL;
        events.add(new ExecutionEvent(before.id(), event, atMillis, fill, ""));
        if (complete) {
            orders.remove(before);
        } else {
            replace(before, after);
        }
        if (before.isProtection()) {
            endEntryOf(before);
            reduceTwinsOf(before, fill.quantity(), complete);
        } else {
            protectMore(before, fill.quantity());
        }
    }

    private void protectMore(WorkingOrder entry, BigDecimal amount) {
        for (WorkingOrder protection : groupOf(entry.id())) {
            WorkingOrder grown = replace(protection, protection.withMoreToProtect(amount));
            if (protection.isHeld()) {
                report(grown, OrderEvent.BROKER_ACCEPTED, quantityOf(grown));
            } else {
                reportQuantity(grown);
            }
        }
    }

    private void reduceTwinsOf(WorkingOrder order, BigDecimal amount, boolean complete) {
        for (WorkingOrder twin : groupOf(order.order().parentId())) {
            WorkingOrder reduced = twin.withMoreToProtect(amount.negate());
            if (twin.id().equals(order.id())) {
                continue;
            }
            if (complete || reduced.leaves().signum() <= 0) {
                end(twin, OrderEvent.BROKER_CANCELED, "the other protection filled");
            } else {
                reportQuantity(replace(twin, reduced));
            }
        }
    }

    private void endEntryOf(WorkingOrder protection) {
        WorkingOrder entry = find(protection.order().parentId());
        if (entry != null) {
            end(entry, OrderEvent.BROKER_CANCELED, "one of its protections was hit");
        }
    }

    private List<WorkingOrder> groupOf(@Nullable String entryId) {
        List<WorkingOrder> group = new ArrayList<>();
        for (WorkingOrder order : orders) {
            if (order.protects(entryId)) {
                group.add(order);
            }
        }
        return group;
    }

    /** By submission; but a stop loss before its take profit, because it is the one to fear. */
    private int placeOf(Order order) {
        int place = orders.size();
        for (int i = orders.size() - 1; i >= 0; i--) {
            if (precedes(order, orders.get(i).order())) {
                place = i;
            }
        }
        return place;
    }

    private static boolean precedes(Order order, Order other) {
        boolean twins = order.parentId() != null && order.parentId().equals(other.parentId());
        return twins
                ? order.leg() == Leg.STOP_LOSS && other.leg() == Leg.TAKE_PROFIT
                : order.submittedAtMillis() < other.submittedAtMillis()
                        && !other.clientOrderId().equals(order.parentId());
    }

    private WorkingOrder replace(WorkingOrder before, WorkingOrder after) {
        orders.set(orders.indexOf(before), after);
        return after;
    }

    private void reportQuantity(WorkingOrder order) {
        report(order, OrderEvent.BROKER_REPLACED, quantityOf(order));
    }

    private static String quantityOf(WorkingOrder order) {
        return "quantity " + order.quantity().toPlainString();
    }

    private void report(WorkingOrder order, OrderEvent event, String note) {
        events.add(new ExecutionEvent(order.id(), event, atMillis, null, note));
    }
}
