package io.millrace.domain.risk;

/** What an account may do at the moment. Exits get through in every state. */
public enum TradingState {
    /** Entries and exits. */
    ACTIVE,
    /** Exits only. */
    REDUCING,
    /** No entries; everything open is being closed as configured. */
    HALTED
}
