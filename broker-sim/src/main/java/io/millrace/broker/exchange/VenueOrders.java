package io.millrace.broker.exchange;

import io.millrace.domain.order.Leg;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderType;
import io.millrace.domain.order.TimeInForce;
import io.millrace.domain.venue.VenueBook;
import io.millrace.domain.venue.WorkingOrder;
import io.millrace.domain.venue.WorkingOrders;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Alpaca's orders in the venue's terms, and changes of them that the venue has no request for. */
final class VenueOrders {

    private VenueOrders() {}

    static Order order(OrderTerms terms, long atMillis) {
        return new Order(
                terms.venueId(),
                parent(terms),
                terms.symbol(),
                terms.side(),
                leg(terms),
                type(terms),
                terms.isGoodTillCancelled() ? TimeInForce.GTC : TimeInForce.DAY,
                terms.quantity(),
                terms.limitPrice(),
                terms.stopPrice(),
                atMillis,
                terms.orderClass().isEmpty() ? "SIMPLE" : terms.role());
    }

    /** The book with one order changed in its place. */
    static VenueBook edit(
            VenueBook book, String symbol, String venueId, UnaryOperator<WorkingOrder> change) {
        List<WorkingOrder> edited =
                book.working(symbol).stream()
                        .map(order -> order.id().equals(venueId) ? change.apply(order) : order)
                        .toList();
        if (edited.isEmpty()) {
            return book;
        }
        Map<String, WorkingOrders> orders = new HashMap<>(book.orders());
        orders.put(symbol, new WorkingOrders(edited));
        return new VenueBook(Map.copyOf(orders));
    }

    /** The working order under the prices and the expiry of its replacement. */
    static WorkingOrder repriced(WorkingOrder working, OrderTerms terms, long expiresAtMillis) {
        Order before = working.order();
        return new WorkingOrder(
                priced(before, terms.timeInForce(), terms.limitPrice(), terms.stopPrice()),
                working.quantity(),
                working.filled(),
                working.cover(),
                working.triggered(),
                working.fills(),
                expiresAtMillis);
    }

    static WorkingOrder trailed(WorkingOrder working, BigDecimal stop) {
        Order before = working.order();
        String tif = before.timeInForce() == TimeInForce.GTC ? "gtc" : "day";
        return new WorkingOrder(
                priced(before, tif, null, stop),
                working.quantity(),
                working.filled(),
                working.cover(),
                working.triggered(),
                working.fills(),
                working.expiresAtMillis());
    }

    private static Order priced(
            Order before, String tif, @Nullable BigDecimal limit, @Nullable BigDecimal stop) {
        return new Order(
                before.clientOrderId(),
                before.parentId(),
                before.symbol(),
                before.side(),
                before.leg(),
                before.type(),
                tif.equals("gtc") ? TimeInForce.GTC : TimeInForce.DAY,
                before.quantity(),
                limit,
                stop,
                before.submittedAtMillis(),
                before.reason());
    }

    private static OrderType type(OrderTerms terms) {
        return switch (terms.type()) {
            case "market" -> OrderType.MARKET;
            case "limit" -> OrderType.LIMIT;
            default -> OrderType.STOP;
        };
    }

    /** The pair of an OCO shares an entry that the venue does not know: it works at once. */
    private static @Nullable String parent(OrderTerms terms) {
        if (terms.orderClass().equals(OrderTerms.OCO)) {
            return "oco-" + terms.groupId();
        }
        return terms.leads() ? null : terms.groupId();
    }

    private static Leg leg(OrderTerms terms) {
        return switch (terms.role()) {
            case OrderTerms.TAKE_PROFIT -> Leg.TAKE_PROFIT;
            case OrderTerms.STOP_LOSS -> Leg.STOP_LOSS;
            default -> terms.orderClass().equals(OrderTerms.OCO) ? Leg.TAKE_PROFIT : Leg.ENTRY;
        };
    }
}
