package io.millrace.flink.market;

/** Where a running job shows how far it has come. */
public final class MarketProgress {

    /** Accumulator that counts the rows that the source has emitted, good and bad. */
    public static final String EVENTS_READ = "events-read";

    private MarketProgress() {}
}
