package io.millrace.broker.exchange;

import java.util.Locale;

/** Where an order stands, in Alpaca's words. */
public enum TicketStatus {
    /** Taken while the market is closed: it reaches the venue at the next open. */
    ACCEPTED(true),
    /** At work. */
    NEW(true),
    /** A leg that waits for its entry, or for its twin. */
    HELD(true),
    PARTIALLY_FILLED(true),
    FILLED(false),
    CANCELED(false),
    EXPIRED(false),
    REPLACED(false),
    REJECTED(false);

    private final boolean open;

    TicketStatus(boolean open) {
        this.open = open;
    }

    /** Whether the order may still fill. */
    public boolean isOpen() {
        return open;
    }

    /** As it is written in answers. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
