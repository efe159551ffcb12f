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
public record VenueBook(Map<String, List<WorkingOrder>> orders) {

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
        List<WorkingOrder> working = orders.get(symbol);
        return working == null ? List.of() : working;
    }

    public Optional<WorkingOrder> find(String clientOrderId) {
        for (List<WorkingOrder> working : orders.values()) {
            for (WorkingOrder order : working) {
                if (order.id().equals(clientOrderId)) {
                    return Optional.of(order);
                }
            }
        }
        return Optional.empty();
    }

    VenueBook with(String symbol, List<WorkingOrder> working) {
        Map<String, List<WorkingOrder>> changed = new HashMap<>(orders);
        if (working.isEmpty()) {
            changed.remove(symbol);
        } else {
            changed.put(symbol, List.copyOf(working));
        }
        return new VenueBook(Map.copyOf(changed));
    }
}
