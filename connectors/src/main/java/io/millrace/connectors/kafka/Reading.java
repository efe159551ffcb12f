package io.millrace.connectors.kafka;

/** How much of a topic a job reads. */
public enum Reading {
    /** From where its group stands, for ever. */
    GOING_ON,
    /** From the beginning to what is there when the job starts: tests and backfills. */
    WHAT_IS_THERE
}
