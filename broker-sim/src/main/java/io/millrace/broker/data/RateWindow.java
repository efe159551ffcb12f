package io.millrace.broker.data;

import com.linecorp.armeria.common.ResponseHeadersBuilder;
import java.time.InstantSource;

/** Counts the requests of one minute and says how many are left. */
final class RateWindow {

    private static final long MINUTE_MILLIS = 60_000L;
    private static final long MILLIS_PER_SECOND = 1_000L;

    private final InstantSource wall;
    private final int limit;
    private long minute;
    private int used;

    RateWindow(InstantSource wall, int limit) {
        this.wall = wall;
        this.limit = limit;
    }

    /** How a request stands. */
    record Standing(boolean admitted, int limit, int remaining, long resetSeconds) {

        void writeTo(ResponseHeadersBuilder headers) {
            headers.addInt("X-RateLimit-Limit", limit);
            headers.addInt("X-RateLimit-Remaining", remaining);
            headers.addLong("X-RateLimit-Reset", resetSeconds);
        }
    }

    synchronized Standing take() {
        long now = Math.floorDiv(wall.millis(), MINUTE_MILLIS);
        if (now != minute) {
            minute = now;
            used = 0;
        }
        boolean admitted = used < limit;
        if (admitted) {
            used++;
        }
        return new Standing(
                admitted, limit, limit - used, (minute + 1) * MINUTE_MILLIS / MILLIS_PER_SECOND);
    }
}
