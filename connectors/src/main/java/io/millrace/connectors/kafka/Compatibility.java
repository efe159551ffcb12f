package io.millrace.connectors.kafka;

/** What a new schema has to be to the ones before it. */
public enum Compatibility {
    /** A reader of the new schema reads what was written with the one before. */
    BACKWARD
}
