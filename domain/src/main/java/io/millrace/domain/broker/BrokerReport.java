package io.millrace.domain.broker;

import io.millrace.domain.order.OrderEvent;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an order, as the broker tells it without being asked.
 *
 * @param order the order after it
 * @param event what happened
 * @param fill present for PARTIAL_FILL and FINAL_FILL
 * @param atMillis the broker's time of it
 * @param note why, for a rejection or cancellation; empty otherwise
 */
public record BrokerReport(
        BrokerOrder order,
        OrderEvent event,
        @Nullable BrokerFill fill,
        long atMillis,
        String note) {}
