package io.millrace.connectors.alpaca.feed;

import java.io.IOException;

/** A stream that is over, for now or for good. */
final class StreamCut extends IOException {

    private static final long serialVersionUID = 1L;

    /** What is to be done about it. */
    enum Kind {
        /** Connect again. */
        CUT,
        /** Connect again, but rarely: keys, rights or settings are wrong. */
        REFUSED,
        /** Nothing more will come. */
        ENDED
    }

    private final Kind kind;

    StreamCut(Kind kind, String why) {
        super(why);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }
}
