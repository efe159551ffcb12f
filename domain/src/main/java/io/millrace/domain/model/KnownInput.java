package io.millrace.domain.model;

/**
 * What the calendar tells of any bar, past or ahead: a fraction of its range, 0 to 1. A horizon
 * behind the session's end reads as its last minute.
 */
public enum KnownInput {
    /** Minutes since midnight on the market's clock, of 1440. */
    MINUTE_OF_DAY,
    /** Monday 0, Sunday 6, of 6. */
    DAY_OF_WEEK,
    /** Minutes since the session opened, of its length. */
    SESSION_ELAPSED,
    /** Minutes until the session closes, of a full session's length. */
    MINUTES_TO_CLOSE
}
