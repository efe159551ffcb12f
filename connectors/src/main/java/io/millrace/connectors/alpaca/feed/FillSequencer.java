package io.millrace.connectors.alpaca.feed;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Knows how far the fills of each order were told, and so tells the next fill from a repeated one
 * and from one that comes too early.
 *
 * <p>An order that was resized has a new name at Alpaca; whether its count goes on or begins anew
 * is nowhere written, so the first fill decides: what was told goes on counting for us either way.
 */
final class FillSequencer {

    /** What a fill is to what was told. */
    enum Place {
        NEXT,
        REPEATED,
        /** Something before it is missing, or was told before this session. */
        EARLY
    }

    /**
     * How far an order of the broker's was told.
     *
     * @param own in the order's own count
     * @param before what orders that it replaced had filled, where its own count leaves it out
     */
    private record Told(BigDecimal own, BigDecimal before) {}

    private final Map<String, Told> told = new HashMap<>();
    private final Map<String, String> newest = new HashMap<>();

    /**
     * Where a fill belongs.
     *
     * @param name our name of the order
     */
    Place place(String name, String brokerId, BigDecimal quantity, BigDecimal cumulative) {
        BigDecimal start = cumulative.subtract(quantity);
        Told so = told.get(brokerId);
        if (so == null) {
            Told before = before(name);
            boolean begins = start.signum() == 0;
            boolean goesOn = before != null && before.own().compareTo(start) == 0;
            return begins || goesOn ? Place.NEXT : Place.EARLY;
        }
        if (cumulative.compareTo(so.own()) <= 0) {
            return Place.REPEATED;
        }
        return start.compareTo(so.own()) == 0 ? Place.NEXT : Place.EARLY;
    }

    /** Takes a fill as told; what our order has filled with it. */
    BigDecimal tell(String name, String brokerId, BigDecimal quantity, BigDecimal cumulative) {
        Told so = told.get(brokerId);
        BigDecimal before = so == null ? BigDecimal.ZERO : so.before();
        Told replaced = so == null ? before(name) : null;
        if (replaced != null) {
            boolean anew = cumulative.compareTo(quantity) == 0;
            before = anew ? replaced.before().add(replaced.own()) : replaced.before();
        }
        told.put(brokerId, new Told(cumulative, before));
        newest.put(name, brokerId);
        return before.add(cumulative);
    }

    /** How far an order was told in its own count; absent where this session told nothing of it. */
    @Nullable BigDecimal toldOf(String brokerId) {
        Told so = told.get(brokerId);
        return so == null ? null : so.own();
    }

    private @Nullable Told before(String name) {
        String brokerId = newest.get(name);
        return brokerId == null ? null : told.get(brokerId);
    }
}
