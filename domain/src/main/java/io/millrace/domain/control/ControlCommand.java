package io.millrace.domain.control;

/**
 * Something that a person wants of a running account.
 *
 * @param sequence counts the commands of an account from 1; a repeated one changes nothing
 * @param who a name, for the audit
 * @param why their reason; may be empty
 * @param atMillis wall clock, for the audit
 */
public record ControlCommand(
        long sequence, Kind kind, String account, String who, String why, long atMillis) {

    /** What can be wanted. */
    public enum Kind {
        /** Orders may go to the broker. */
        APPROVE,
        /** No order may go to the broker, exits included. */
        REVOKE,
        /** No entries, and open ones are cancelled; exits as configured. */
        KILL,
        /** Trade again. */
        RESUME,
        /** Compare with the broker now. */
        RECONCILE
    }
}
