package io.millrace.domain.ensemble;

/** The trend that a symbol is in, from its SMA 20 and SMA 50. */
public enum Regime {
    BULL,
    BEAR,
    SIDEWAYS,
    /** The averages are not ready. */
    UNKNOWN
}
