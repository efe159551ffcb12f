package io.millrace.connectors.alpaca.feed;

import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before the next connection: twice as long each time, never all at once. */
final class Backoff {

    static final long FIRST_MILLIS = 250;
    static final long LONGEST_MILLIS = 5_000;

    /** A refusal that only a person can lift is asked about rarely. */
    static final long REFUSED_MILLIS = 30_000;

    private int failures;

    void succeeded() {
        failures = 0;
    }

    /** The wait after one more failure. */
    long failed(boolean refused) {
        return failed(refused, ThreadLocalRandom.current().nextDouble());
    }

    long failed(boolean refused, double chance) {
        long whole = refused ? REFUSED_MILLIS : LONGEST_MILLIS;
        if (!refused && failures < 5) {
            whole = Math.min(LONGEST_MILLIS, FIRST_MILLIS << failures);
        }
        failures++;
        return Math.round(whole * (0.75 + 0.25 * chance));
    }
}
