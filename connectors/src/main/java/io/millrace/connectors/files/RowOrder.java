package io.millrace.connectors.files;

/** The order in which a file lists its rows. */
public enum RowOrder {
    /** Oldest row first; read as a stream. */
    ASCENDING,
    /** Newest row first; read whole and turned round. */
    DESCENDING,
    /** One symbol after the other, each oldest first; read whole and merged by time. */
    BY_SYMBOL
}
