package io.millrace.control.live;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Watches whether a run over a tape has come to its end: the tape is over, its bars were taken, and
 * nothing has been under way for a while.
 *
 * <p>After a restart the broker's clock may be at the tape's end long before the bars that were
 * missed have come. So bars that are older than the tape's last instant are waited for; but not for
 * ever, because the last rows of a tape may be ones that no run takes, such as bars outside of the
 * session. An account that is still being restored says nothing, and what it said before its death
 * does not count.
 */
final class Settling {

    static final long STILL_MILLIS = 2_000;
    static final long BARS_MISSING_MILLIS = 30_000;

    /** The account says every second how it stands, once it works. */
    private static final Duration STALE = Duration.ofSeconds(5);

    private @Nullable String bars;
    private long since;

    /**
     * What can be seen of a run.
     *
     * @param over whether the tape is over
     * @param instant the tape's last instant
     * @param wall when it was seen
     */
    record Sight(RunStatus status, boolean over, String instant, Instant wall) {

        private boolean isStill() {
            return over
                    && status.isAtRest()
                    && status.marketTime().compareTo(instant) >= 0
                    && Instant.parse(status.wallTime()).isAfter(wall.minus(STALE));
        }

        private boolean hasAllBars() {
            return status.barTime().compareTo(instant) >= 0;
        }
    }

    /** Whether the run has settled, as of a look at it; absent where nothing could be seen. */
    boolean isSettled(@Nullable Sight sight, long nowMillis) {
        if (sight == null || !sight.isStill()) {
            bars = null;
            return false;
        }
        String newest = sight.status().barTime();
        if (!newest.equals(bars)) {
            bars = newest;
            since = nowMillis;
        }
        long patience = sight.hasAllBars() ? STILL_MILLIS : BARS_MISSING_MILLIS;
        return nowMillis - since > patience;
    }
}
