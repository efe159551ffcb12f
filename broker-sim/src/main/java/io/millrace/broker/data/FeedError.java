package io.millrace.broker.data;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Why the market data socket refuses a message. */
enum FeedError {
    INVALID_SYNTAX(400, "invalid syntax"),
    NOT_AUTHENTICATED(401, "not authenticated"),
    AUTH_FAILED(402, "auth failed"),
    ALREADY_AUTHENTICATED(403, "already authenticated"),
    AUTH_TIMEOUT(404, "auth timeout"),
    SYMBOL_LIMIT(405, "symbol limit exceeded"),
    CONNECTION_LIMIT(406, "connection limit exceeded"),
    SLOW_CLIENT(407, "slow client"),
    INVALID_ACTION(410, "invalid subscribe action for this feed");

    private final int code;
    private final String text;

    FeedError(int code, String text) {
        this.code = code;
        this.text = text;
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("T", "error")
                .put("code", code)
                .put("msg", text);
    }
}
