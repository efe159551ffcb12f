package io.millrace.domain.live;

/**
 * Something that a person should know of now.
 *
 * @param text what was seen and what was expected
 * @param atMillis market time
 */
public record Alert(String account, Code code, String text, long atMillis) {

    /** What alerts are about. */
    public enum Code {
        BROKER_UNREACHABLE,
        BROKER_BACK,
        FEED_SILENT,
        FEED_BACK,
        ORDER_UNKNOWN,
        POST_TRADE_UNCHECKED,
        POSITION_UNPROTECTED,
        NOT_RECONCILED,
        RECONCILED,
        EXIT_BLOCKED,
        KILL_SWITCH,
        TRADING_STATE
    }
}
