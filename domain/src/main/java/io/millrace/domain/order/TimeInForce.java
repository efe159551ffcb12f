package io.millrace.domain.order;

/** How long an order works. */
public enum TimeInForce {
    /** Until its session closes. */
    DAY,
    /** Until it is cancelled. */
    GTC
}
