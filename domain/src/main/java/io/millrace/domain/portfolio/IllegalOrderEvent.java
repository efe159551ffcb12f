package io.millrace.domain.portfolio;

import io.millrace.domain.order.ExecutionEvent;
import io.millrace.domain.order.OrderStatus;
import org.jspecify.annotations.Nullable;

/**
 * Something that cannot have happened to an order, kept as evidence instead of stopping anything.
 *
 * @param status where the order stood; absent when the account does not know the order
 * @param expectation what would have been possible
 */
public record IllegalOrderEvent(
        String account,
        String symbol,
        @Nullable OrderStatus status,
        ExecutionEvent event,
        String expectation) {}
