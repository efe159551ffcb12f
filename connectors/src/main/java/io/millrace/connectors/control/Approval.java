package io.millrace.connectors.control;

/** Whether orders may go to the broker. */
public enum Approval {
    APPROVED,
    REVOKED,
    /** Nobody has said anything: a simulator may trade, Alpaca's account may not. */
    UNSAID
}
