package io.millrace.domain.indicator;

import io.millrace.domain.market.Bar;
import java.util.OptionalDouble;

/**
 * The volume-weighted average of the typical price, {@code (high + low + close) / 3}, since the
 * session opened; undefined while nothing has traded in it.
 *
 * @param openMillis the session's first instant
 * @param worth sum of typical price times volume
 * @param volume sum of the volume
 */
public record SessionVwap(long openMillis, double worth, double volume) {

    public static SessionVwap empty() {
        return new SessionVwap(Long.MIN_VALUE, 0, 0);
    }

    /** Folds in a bar of the session that opened then; another session starts afresh. */
    public SessionVwap next(Bar bar, long sessionOpenMillis) {
        double typical = (bar.high() + bar.low() + bar.close()) / 3;
        double added = typical * bar.volume();
        return sessionOpenMillis == openMillis
                ? new SessionVwap(openMillis, worth + added, volume + bar.volume())
                : new SessionVwap(sessionOpenMillis, added, bar.volume());
    }

    public OptionalDouble value() {
        return volume > 0 ? OptionalDouble.of(worth / volume) : OptionalDouble.empty();
    }

    /** How far the price lies from the average, as a fraction of the average. */
    public OptionalDouble distance(double price) {
        return volume > 0 && worth > 0
                ? OptionalDouble.of(price * volume / worth - 1)
                : OptionalDouble.empty();
    }
}
