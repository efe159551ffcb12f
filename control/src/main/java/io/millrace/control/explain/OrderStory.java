package io.millrace.control.explain;

import io.millrace.domain.order.Fill;
import io.millrace.domain.order.Leg;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderUpdate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The orders of one decision, their protections and exits, picked out of all in a run. */
final class OrderStory {

    private final Set<String> own;
    private final Set<String> family;
    private @Nullable String held;
    private final List<OrderUpdate> steps = new ArrayList<>();
    private final List<Fill> fills = new ArrayList<>();

    /** A story that begins with these orders. */
    OrderStory(Set<String> own) {
        this.own = own;
        this.family = new HashSet<>();
    }

    /**
     * Hears of a step of any order, in the order in which they happened. What leaves the symbol
     * belongs to the entry before it, whatever made it leave.
     */
    void step(OrderUpdate update) {
        Order order = update.order();
        boolean mine = own.contains(order.clientOrderId());
        if (order.leg() == Leg.ENTRY && (mine || order.symbol().equals(held))) {
            held = mine ? order.symbol() : null;
        }
        boolean leaves = order.leg() != Leg.ENTRY && order.symbol().equals(held);
        if (mine || leaves || family.contains(order.clientOrderId())) {
            family.add(order.clientOrderId());
            steps.add(update);
        }
    }

    /** Hears of any fill, after all steps. */
    void fill(Fill fill) {
        if (family.contains(fill.clientOrderId())) {
            fills.add(fill);
        }
    }

    List<OrderUpdate> steps() {
        return steps;
    }

    List<Fill> fills() {
        return fills;
    }
}
