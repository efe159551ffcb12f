package io.millrace.domain.order;

/**
 * A step in the life of an order, as it is archived.
 *
 * @param event what happened
 * @param status where the order stands after it
 * @param atMillis event time
 * @param note why, for a rejection, cancellation or expiry; empty otherwise
 */
public record OrderUpdate(
        String account,
        Order order,
        OrderEvent event,
        OrderStatus status,
        long atMillis,
        String note) {}
