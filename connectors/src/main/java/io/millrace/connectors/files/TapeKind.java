package io.millrace.connectors.files;

/** What the rows of a file are. */
public enum TapeKind {
    BARS,
    TRADES
}
