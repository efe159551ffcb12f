package io.millrace.broker.tape;

/** The simulator's time, which follows the tape. */
public interface MarketClock {

    /** Market time, in milliseconds since 1970 UTC; never goes back. */
    long nowMillis();

    /** Whether the tape has ended. */
    boolean isOver();
}
