package io.millrace.connectors.alpaca.feed;

/** When the whole account is read next; all times in milliseconds of one clock. */
final class SnapshotSchedule {

    /** Fills come in flocks: one reading for all of them, but not later than this. */
    static final long AFTER_FILL_MILLIS = 2_000;

    private static final long CALM_MILLIS = 500;

    private final long everyMillis;
    private final Backoff backoff = new Backoff();
    private long due = Long.MIN_VALUE;
    private long latest = Long.MAX_VALUE;

    /** Due at once. */
    SnapshotSchedule(long everyMillis) {
        this.everyMillis = everyMillis;
    }

    boolean isDue(long now) {
        return now >= due;
    }

    long due() {
        return due;
    }

    void want() {
        due = Long.MIN_VALUE;
    }

    void filled(long now) {
        if (latest == Long.MAX_VALUE) {
            latest = now + AFTER_FILL_MILLIS;
        }
        if (due > now) {
            due = Math.min(latest, now + CALM_MILLIS);
        }
    }

    void done(long now) {
        backoff.succeeded();
        latest = Long.MAX_VALUE;
        due = now + everyMillis;
    }

    void failed(long now) {
        due = now + Math.max(1_000, backoff.failed(false));
    }
}
