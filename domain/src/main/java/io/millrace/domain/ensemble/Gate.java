package io.millrace.domain.ensemble;

/** A condition that a decision has to pass; a HOLD names the first one that it failed. */
public enum Gate {
    /** At least one alpha holds a direction and the directions do not cancel out. */
    VOTES,
    /** Entries are inside the entry window of the session. */
    ENTRY_WINDOW,
    /** The symbol trades enough volume per session on average. */
    AVERAGE_VOLUME,
    /** The quoted spread is small enough. */
    SPREAD,
    /** No earnings report is near. */
    EARNINGS_BLACKOUT,
    /** The calibrated, regime-scaled confidence is high enough. */
    CONFIDENCE,
    /** The model's median expects a large enough move. */
    EXPECTED_MOVE
}
