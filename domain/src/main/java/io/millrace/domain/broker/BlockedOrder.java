package io.millrace.domain.broker;

import io.millrace.domain.order.Order;

/**
 * An approved order that a gate kept from the broker.
 *
 * @param detail what the gate found and what it expected
 * @param atMillis market time
 */
public record BlockedOrder(
        String account,
        String strategy,
        Order order,
        ExecutionGate gate,
        String detail,
        long atMillis) {}
