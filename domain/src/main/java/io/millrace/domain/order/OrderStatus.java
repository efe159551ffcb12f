package io.millrace.domain.order;

/** Where an order stands between us and the broker; {@link OrderLifecycle} says how it moves. */
public enum OrderStatus {
    /** Risk has approved it; nobody outside knows of it yet. */
    APPROVED,
    /** Handed to the broker, not yet answered. */
    SUBMITTED,
    /** No answer came: only the broker's own record can say what happened. */
    UNKNOWN,
    /** The broker has it and may fill it. */
    ACCEPTED,
    /** The broker holds a protection back until its entry fills. */
    HELD,
    /** Some of it has filled. */
    PARTIALLY_FILLED,
    /** All of it has filled. */
    FILLED,
    /** Ended before it filled in full. */
    CANCELED,
    /** Its session ended first. */
    EXPIRED,
    /** The broker refused it. */
    REJECTED;

    public boolean isTerminal() {
        return this == FILLED || this == CANCELED || this == EXPIRED || this == REJECTED;
    }
}
