package io.millrace.domain.model;

/** Why a bar has no prediction; the ensemble then shares the model's weight out. */
public enum Absence {
    /** Too few bars without a gap, or an input is not ready. */
    NOT_READY,
    /** No pointer counts for the bar's time yet. */
    NO_MODEL,
    /** The pointer's span is over and nothing follows it. */
    EXPIRED,
    /** The server failed or was away a moment ago, so it was not asked. */
    BREAKER_OPEN,
    /** No answer within the deadline. */
    DEADLINE,
    /** The server could not be reached, or broke off. */
    UNREACHABLE,
    /** The server had too much to do. */
    OVERLOADED,
    /** The server refused the request, or what it serves is not what was expected. */
    REFUSED,
    /** The answer is not a set of ordered, finite quantiles. */
    UNUSABLE,
    /** What the model says has drifted or is not calibrated, and it spoke for an entry. */
    STOPPED
}
