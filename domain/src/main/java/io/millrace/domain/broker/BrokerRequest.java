package io.millrace.domain.broker;

import io.millrace.domain.order.OrderRequest;

/**
 * A request on its way to a broker.
 *
 * @param address of the order that is meant; for SUBMIT of the first one
 * @param lookFirst whether it may have been sent before a crash, so that the broker has to be asked
 *     for the order before it is sent again
 */
public record BrokerRequest(OrderRequest request, OrderAddress address, boolean lookFirst) {}
