package io.millrace.connectors.models;

/** Where a version of a model stands. */
public enum ModelState {
    /** Registered; decides nothing. */
    CANDIDATE,
    /** Promoted: the one of its name that may decide. */
    GREEN,
    /** Withdrawn, or followed by another; never comes back. */
    DEPRECATED;

    /** Whether a version may go from here to there. */
    public boolean mayBecome(ModelState next) {
        return switch (this) {
            case CANDIDATE -> next != CANDIDATE;
            case GREEN -> next == DEPRECATED;
            case DEPRECATED -> false;
        };
    }
}
