package io.millrace.domain.risk;

/** Every reason for which the risk engine refuses or resizes an order. */
public enum DenialCode {
    /** Trading is halted or reducing: no entries. */
    TRADING_STATE,
    /** The kill switch is on: no execution until it is released by hand. */
    KILL_SWITCH
}
