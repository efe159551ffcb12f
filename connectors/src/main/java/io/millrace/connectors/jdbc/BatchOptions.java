package io.millrace.connectors.jdbc;

import io.millrace.domain.config.Settings;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;

/**
 * How rows are gathered and how long a failing database is borne with.
 *
 * @param rows most rows in one statement
 * @param flushMillis how long a row waits for others at most, while the stream runs
 * @param attempts how often a statement is tried before the task fails and Flink restarts it
 * @param firstPauseMillis pause after the first failure; each further one is twice as long
 */
public record BatchOptions(int rows, long flushMillis, int attempts, long firstPauseMillis)
        implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    public static BatchOptions from(Settings settings) {
        int rows = settings.whole("storage.batch-rows", 5_000);
        Duration flush = settings.duration("storage.flush-interval", "1s");
        int attempts = settings.whole("storage.attempts", 6);
        Duration pause = settings.duration("storage.first-pause", "PT0.1S");
        settings.check(rows >= 1 && rows <= 100_000, "storage.batch-rows", rows, "1 to 100000");
        settings.check(flush.toMillis() >= 1, "storage.flush-interval", flush, "1 ms or longer");
        settings.check(attempts >= 1, "storage.attempts", attempts, "1 or more");
        settings.check(!pause.isNegative(), "storage.first-pause", pause, "0s or longer");
        return new BatchOptions(rows, flush.toMillis(), attempts, pause.toMillis());
    }

    public static BatchOptions standard() {
        return from(new Settings(Map.of()));
    }

    /** The pause after so many failed attempts. */
    long pauseMillis(int failed) {
        return Math.min(LONGEST_PAUSE_MILLIS, firstPauseMillis << Math.min(failed - 1, 20));
    }
}
