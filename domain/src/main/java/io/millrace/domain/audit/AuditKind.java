package io.millrace.domain.audit;

/** What an entry of an account's chain tells of. */
public enum AuditKind {
    /** The settings that everything after it was decided by. */
    CONFIGURATION,
    /** Somebody wanted something. */
    COMMAND,
    /** A decision with its verdict and all that both were made from. */
    ASSESSMENT,
    /** The broker was asked for something. */
    REQUEST,
    /** What came of a request. */
    ANSWER,
    /** An order went one step on. */
    ORDER,
    /** Shares changed hands. */
    FILL,
    /** The account and the broker disagreed. */
    DIFFERENCE,
    /** A person should have known. */
    ALERT,
    /** The broker reported what cannot have happened. */
    VIOLATION
}
