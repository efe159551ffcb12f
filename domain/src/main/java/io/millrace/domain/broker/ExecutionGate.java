package io.millrace.domain.broker;

/** What stands between an approved order and the broker, in the order in which it is asked. */
public enum ExecutionGate {
    /** The host is neither Alpaca's paper host nor loopback. */
    PAPER_ONLY,
    /** Orders are only pretended. */
    DRY_RUN,
    /** Nobody has approved trading in this account, or the approval was revoked. */
    APPROVAL,
    /** The kill switch is on, and the order would enter. */
    KILL_SWITCH,
    /** The entry was decided too long ago: the price that it stands on is stale. */
    STALE
}
