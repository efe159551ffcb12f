package io.millrace.domain.ensemble;

/** What the ensemble wants done about a symbol. */
public enum Action {
    BUY,
    SELL,
    HOLD
}
