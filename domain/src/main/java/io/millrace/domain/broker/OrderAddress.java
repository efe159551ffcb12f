package io.millrace.domain.broker;

import io.millrace.domain.order.OrderType;
import org.jspecify.annotations.Nullable;

/**
 * How a broker is told which order is meant.
 *
 * <p>A broker gives the legs of a group names of its own; such a leg is found through the order
 * that carried it, by its type, for no group has two legs of one type.
 *
 * @param clientOrderId our name of the order
 * @param carrierId for a leg: our name of the order that it was submitted with; otherwise absent
 * @param type how the order is priced
 */
public record OrderAddress(String clientOrderId, @Nullable String carrierId, OrderType type) {}
