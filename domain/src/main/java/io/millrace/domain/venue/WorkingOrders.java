package io.millrace.domain.venue;

import java.util.List;

/**
 * One symbol's orders, in order of submission. A record of its own, because Flink reads a list
 * inside a map as a generic type.
 */
public record WorkingOrders(List<WorkingOrder> inOrder) {}
