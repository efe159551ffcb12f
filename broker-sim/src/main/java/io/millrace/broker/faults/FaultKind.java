package io.millrace.broker.faults;

/** What the simulator can do wrong. */
public enum FaultKind {
    /** The order is taken, the answer never sent: the connection closes. */
    ANSWER_LOST,
    /** The answer comes late. */
    SLOW,
    /** 500 with Alpaca's error body; no effect. */
    SERVER_ERROR,
    /** 504, although the order is taken. */
    GATEWAY_TIMEOUT,
    /** 401 with an HTML page. */
    UNAUTHORIZED_PAGE,
    /** 429 with an exhausted window. */
    RATE_LIMITED,
    /** Sockets stay open and say nothing. */
    MUTE_SOCKET,
    /** Sockets are closed. */
    DROP_SOCKET,
    /** Each fill event is sent twice. */
    DUPLICATED_EVENTS,
    /** Two fill events change places. */
    REORDERED_EVENTS,
    /** Fill events are left out until the last, which says the cumulative quantity. */
    CUMULATIVE_EVENTS,
    /** The venue fills in parts although there is volume for all. */
    PARTIAL_FILLS,
    /** The process ends as if it were killed. */
    RESTART
}
