package io.millrace.domain.venue;

import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderType;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the venue refuses at the door; a group is admitted or refused as a whole. */
final class Admission {

    private Admission() {}

    /** The first thing wrong with the orders of one request, or empty. */
    static Optional<String> objection(List<Order> orders, VenueBook book) {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < orders.size(); i++) {
            Order order = orders.get(i);
            String wrong = ids.add(order.clientOrderId()) ? wrongWith(order, book) : "used twice";
            if (wrong == null && i > 0) {
                wrong = wrongInGroup(order, orders.get(0));
            }
            if (wrong != null) {
                return Optional.of(order.clientOrderId() + ": " + wrong);
            }
        }
        return Optional.empty();
    }

    private static @Nullable String wrongWith(Order order, VenueBook book) {
        if (book.find(order.clientOrderId()).isPresent()) {
            return "used twice";
        }
        if (order.quantity().signum() <= 0) {
            return complaint("quantity", order.quantity(), "> 0");
        }
        String wrong = wrongPrice("limitPrice", order.limitPrice(), order.type(), OrderType.LIMIT);
        if (wrong == null) {
            wrong = wrongPrice("stopPrice", order.stopPrice(), order.type(), OrderType.STOP);
        }
        Optional<Order> entry =
                Optional.ofNullable(order.parentId()).flatMap(book::find).map(WorkingOrder::order);
        return wrong == null && entry.isPresent() ? wrongFor(order, entry.get()) : wrong;
    }

    private static @Nullable String wrongPrice(
            String name, @Nullable BigDecimal price, OrderType type, OrderType owner) {
        if (type != owner) {
            return price == null ? null : complaint(name, price, "none for " + type);
        }
        return price == null || price.signum() <= 0
                ? complaint(name, price == null ? "none" : price, "> 0 for " + type)
                : null;
    }

    /** A request holds one order, an entry with its protections, or protections of one entry. */
    private static @Nullable String wrongInGroup(Order order, Order first) {
        String group = first.parentId() == null ? first.clientOrderId() : first.parentId();
        if (!group.equals(order.parentId())) {
            return complaint("parentId", String.valueOf(order.parentId()), group);
        }
        if (first.parentId() == null) {
            return wrongFor(order, first);
        }
        return order.symbol().equals(first.symbol())
                ? null
                : complaint("symbol", order.symbol(), first.symbol());
    }

    private static @Nullable String wrongFor(Order protection, Order entry) {
        if (entry.parentId() != null) {
            return complaint("parentId", entry.clientOrderId(), "an entry");
        }
        if (!protection.symbol().equals(entry.symbol())) {
            return complaint("symbol", protection.symbol(), entry.symbol());
        }
        return protection.side() == entry.side()
                ? complaint("side", protection.side(), "the other side of its entry")
                : null;
    }

    private static String complaint(String name, Object actual, String expected) {
        return name + ": " + actual + " (expected: " + expected + ")";
    }
}
