package io.millrace.domain.venue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every order that one account has at the venue: the venue's whole memory, which forgets an order
 * when it ends.
 *
 * @param orders by symbol, in order of submission; within a group the stop loss before the take
 *     profit; no symbol without orders
 */
public record VenueBook(Map<String, WorkingOrders> orders) {

    private static final VenueBook EMPTY = new VenueBook(Map.of());

    public static VenueBook empty() {
        return EMPTY;
    }

    /** Whether a bar of the symbol could do anything at all. */
    public boolean watches(String symbol) {
        return orders.containsKey(symbol);
    }

    /** The symbol's orders in order of submission; empty when it has none. */
    public List<WorkingOrder> working(String symbol) {
        WorkingOrders working = orders.get(symbol);
        return working == null ? List.of() : working.inOrder();
    }

    public Optional<WorkingOrder> find(String clientOrderId) {
        for (WorkingOrders working : orders.values()) {
            for (WorkingOrder order : working.inOrder()) {
                if (order.id().equals(clientOrderId)) {
                    return Optional.of(order);
                }
            }
        }
        return Optional.empty();
    }

    VenueBook with(String symbol, List<WorkingOrder> working) {
        Map<String, WorkingOrders> changed = new HashMap<>(orders);
        if (working.isEmpty()) {
            changed.remove(symbol);
        } else {
            changed.put(symbol, new WorkingOrders(List.copyOf(working)));
        }
        return new VenueBook(Map.copyOf(changed));
    }
}
