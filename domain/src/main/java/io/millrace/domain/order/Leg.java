package io.millrace.domain.order;

/** What an order is for: one entry, its two protections, or an exit that replaces them. */
public enum Leg {
    ENTRY,
    TAKE_PROFIT,
    STOP_LOSS,
    EXIT
}
