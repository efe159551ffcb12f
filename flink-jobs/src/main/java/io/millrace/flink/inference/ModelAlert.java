package io.millrace.flink.inference;

/**
 * A model that lost its vote on a symbol, or a pointer that came too late.
 *
 * @param symbol empty where it is about all of them
 * @param text what was seen and what was expected
 */
public record ModelAlert(String symbol, long atMillis, Code code, String text) {

    /** What alerts are about. */
    public enum Code {
        /** The active model no longer speaks for entries. */
        MODEL_STOPPED,
        /** The candidate's word no longer counts: the active model's does. */
        CANARY_ROLLED_BACK,
        /** A pointer that would have counted for bars already answered is not taken. */
        POINTER_TOO_LATE
    }
}
