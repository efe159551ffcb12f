package io.millrace.domain.feature;

import io.millrace.domain.indicator.Window;
import java.util.OptionalDouble;

/**
 * What a symbol trades in a session on average, over its last completed ones. A session is
 * completed when the next one has begun.
 *
 * @param completed total volume of each completed session
 * @param mean of them; meaningless while there is none
 * @param openMillis first instant of the running session
 * @param running volume of the running session so far
 */
public record SessionVolumes(Window completed, double mean, long openMillis, double running) {

    /** Sessions that the average looks back on. */
    public static final int SESSIONS = 20;

    private static final long NONE = Long.MIN_VALUE;

    public static SessionVolumes empty() {
        return new SessionVolumes(Window.empty(SESSIONS), 0, NONE, 0);
    }

    /** Folds in volume of the session that opened then. */
    public SessionVolumes next(double volume, long sessionOpenMillis) {
        if (sessionOpenMillis == openMillis) {
            return new SessionVolumes(completed, mean, openMillis, running + volume);
        }
        if (openMillis == NONE) {
            return new SessionVolumes(completed, mean, sessionOpenMillis, volume);
        }
        Window more = completed.plus(running);
        return new SessionVolumes(more, more.mean(more.count()), sessionOpenMillis, volume);
    }

    public OptionalDouble average() {
        return completed.count() == 0 ? OptionalDouble.empty() : OptionalDouble.of(mean);
    }
}
