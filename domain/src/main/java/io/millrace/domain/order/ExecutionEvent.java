package io.millrace.domain.order;

import org.jspecify.annotations.Nullable;

/**
 * What a venue or broker reports about one order.
 *
 * @param event what happened
 * @param atMillis event time
 * @param fill present for PARTIAL_FILL and FINAL_FILL
 * @param note why, for a rejection or cancellation; empty otherwise
 */
public record ExecutionEvent(
        String clientOrderId, OrderEvent event, long atMillis, @Nullable Fill fill, String note) {}
