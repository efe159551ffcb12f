package io.millrace.domain.order;

/**
 * A step in the life of an order, as it is archived.
 *
 * @param status where the order stands after the event
 */
public record OrderUpdate(String account, Order order, OrderStatus status, ExecutionEvent event) {}
