package io.millrace.domain.report;

import io.millrace.domain.order.Fill;
import io.millrace.domain.order.Order;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The fills of an account as round trips. Nothing is lost on the way: the profits of the closed
 * trips and the cash flows of the open ones add up to what the fills did to cash, exactly.
 *
 * @param fills each once, in the order of event time
 * @param closed in the order in which they closed
 * @param open in the order of their symbols
 */
public record RoundTrips(List<Fill> fills, List<RoundTrip> closed, List<OpenTrip> open) {

    /** Decimals to which the fee of a fill is split when the fill turns a position around. */
    private static final int FEE_DECIMALS = 10;

    public RoundTrips {
        fills = List.copyOf(fills);
        closed = List.copyOf(closed);
        open = List.copyOf(open);
    }

    public static RoundTrips none() {
        return new RoundTrips(List.of(), List.of(), List.of());
    }

    /**
     * The round trips that the fills make.
     *
     * @param fills in any order; one that is there twice counts once
     * @param orders where reasons come from; may lack any
     */
    public static RoundTrips of(Collection<Fill> fills, Collection<Order> orders) {
        Map<String, String> reasons = new HashMap<>();
        orders.forEach(order -> reasons.put(order.clientOrderId(), order.reason()));
        List<Fill> ordered = inOrder(fills);
        List<RoundTrip> closed = new ArrayList<>();
        Map<String, TripInProgress> open = new TreeMap<>();
        for (Fill fill : ordered) {
            TripInProgress trip = open.get(fill.symbol());
            TripInProgress after = trip == null ? new TripInProgress(fill) : trip;
            if (trip != null) {
                after = advance(trip, fill, reasons, closed);
            }
            if (after.isClosed()) {
                closed.add(after.closedBy(fill, reasons));
                open.remove(fill.symbol());
            } else {
                open.put(fill.symbol(), after);
            }
        }
        return new RoundTrips(
                ordered,
                closed,
                open.values().stream().map(trip -> trip.stillOpen(reasons)).toList());
    }

    private static TripInProgress advance(
            TripInProgress trip, Fill fill, Map<String, String> reasons, List<RoundTrip> closed) {
        BigDecimal held = trip.quantity().abs();
        if (!trip.isOpposedBy(fill.side()) || fill.quantity().compareTo(held) <= 0) {
            trip.add(fill);
            return trip;
        }
        BigDecimal fee =
                fill.fee().multiply(held).divide(fill.quantity(), FEE_DECIMALS, RoundingMode.DOWN);
        Fill closing = part(fill, held, fee);
        trip.add(closing);
        closed.add(trip.closedBy(closing, reasons));
        return new TripInProgress(
                part(fill, fill.quantity().subtract(held), fill.fee().subtract(fee)));
    }

    private static Fill part(Fill fill, BigDecimal quantity, BigDecimal fee) {
        return new Fill(
                fill.clientOrderId(),
                fill.symbol(),
                fill.side(),
                quantity,
                fill.price(),
                fee,
                fill.expectedPrice(),
                fill.atMillis(),
                fill.sequence());
    }

    private static List<Fill> inOrder(Collection<Fill> fills) {
        Set<List<Object>> seen = new HashSet<>();
        return fills.stream()
                .filter(fill -> seen.add(List.of(fill.clientOrderId(), fill.sequence())))
                .sorted(Comparator.comparingLong(Fill::atMillis))
                .toList();
    }
}
