package io.millrace.control.explain;

import io.millrace.domain.order.Fill;
import io.millrace.domain.order.OrderUpdate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The orders of one decision, their protections and exits, picked out of all in a run. */
final class OrderStory {

    private final Set<String> own;
    private final Set<String> family;
    private final List<OrderUpdate> steps = new ArrayList<>();
    private final List<Fill> fills = new ArrayList<>();

    /** A story that begins with these orders. */
    OrderStory(Set<String> own) {
        this.own = own;
        this.family = new HashSet<>();
    }

    /** Hears of a step of any order, in the order in which they happened. */
    void step(OrderUpdate update) {
        String parent = update.order().parentId();
        if (own.contains(update.order().clientOrderId())
                || (parent != null && own.contains(parent))) {
            family.add(update.order().clientOrderId());
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
