package io.millrace.broker.trading;

import com.linecorp.armeria.common.HttpHeaders;
import java.util.function.LongSupplier;

/** So many requests per minute of wall clock, for all callers together. */
public final class RateLimit {

    private static final long WINDOW_MILLIS = 60_000;
    private static final int SHOWN_WHEN_OFF = 200;

    private final int perMinute;
    private final LongSupplier wallMillis;
    private long window = Long.MIN_VALUE;
    private int used;

    /** What a request finds: whether it may pass, and the headers that say how many more may. */
    record Pass(boolean granted, HttpHeaders headers) {}

    /** A limit of so many requests; 0 for none. */
    public RateLimit(int perMinute, LongSupplier wallMillis) {
        if (perMinute < 0) {
            throw new IllegalArgumentException("rate limit: " + perMinute + " (expected: >= 0)");
        }
        this.perMinute = perMinute;
        this.wallMillis = wallMillis;
    }

    synchronized Pass take() {
        long now = wallMillis.getAsLong() / WINDOW_MILLIS;
        if (now != window) {
            window = now;
            used = 0;
        }
        boolean off = perMinute == 0;
        boolean granted = off || used < perMinute;
        if (granted && !off) {
            used++;
        }
        return new Pass(granted, headers(off ? SHOWN_WHEN_OFF : perMinute, used, now));
    }

    private static HttpHeaders headers(int limit, int used, long window) {
        return HttpHeaders.of(
                "x-ratelimit-limit", Integer.toString(limit),
                "x-ratelimit-remaining", Integer.toString(Math.max(0, limit - used)),
                "x-ratelimit-reset", Long.toString((window + 1) * WINDOW_MILLIS / 1000));
    }
}
