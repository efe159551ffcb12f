package io.millrace.flink.job;

/** What a tape holds. */
public enum TapeForm {
    BARS,
    TRADES
}
