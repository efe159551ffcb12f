package io.millrace.domain.market;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** A market that never closes: a session is a UTC day, and one follows the other. */
public final class ContinuousSessions implements SessionCalendar {

    private static final long DAY_MILLIS = 86_400_000L;

    @Override
    public ZoneId zone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Optional<TradingSession> sessionAt(long atMillis) {
        return Optional.of(sessionOf(Math.floorDiv(atMillis, DAY_MILLIS)));
    }

    @Override
    public Optional<TradingSession> sessionOn(LocalDate date) {
        return Optional.of(sessionOf(date.toEpochDay()));
    }

    @Override
    public TradingSession nextSession(long atMillis) {
        return sessionOf(-Math.floorDiv(-atMillis, DAY_MILLIS));
    }

    @Override
    public long fullSessionMinutes() {
        return DAY_MILLIS / 60_000;
    }

    @Override
    public long plusOpenMinutes(long fromMillis, long minutes) {
        return Math.addExact(fromMillis, minutesAsMillis(minutes));
    }

    private static long minutesAsMillis(long minutes) {
        if (minutes < 0) {
            throw new IllegalArgumentException("minutes: " + minutes + " (expected: >= 0)");
        }
        return Math.multiplyExact(minutes, 60_000L);
    }

    private static TradingSession sessionOf(long epochDay) {
        return new TradingSession(epochDay, epochDay * DAY_MILLIS, (epochDay + 1) * DAY_MILLIS);
    }
}
