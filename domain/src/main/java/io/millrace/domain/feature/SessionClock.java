package io.millrace.domain.feature;

import io.millrace.domain.market.SessionCalendar;
import io.millrace.domain.market.TradingSession;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The session that a symbol is in, and the time of day there. The market's zone is asked once per
 * session; within one, the time of day is the opening's plus what has passed since.
 *
 * @param session absent outside of every session
 * @param openMinute minute of the day at which the session opened, in the market's zone
 */
public record SessionClock(@Nullable TradingSession session, int openMinute) {

    private static final int MINUTES_A_DAY = 24 * 60;
    private static final SessionClock CLOSED = new SessionClock(null, 0);

    /** A clock outside of every session. */
    public static SessionClock closed() {
        return CLOSED;
    }

    /** This clock, moved on to the session of a bar that starts then. */
    public SessionClock at(long startMillis, SessionCalendar calendar) {
        if (session != null && session.contains(startMillis)) {
            return this;
        }
        Optional<TradingSession> found = calendar.sessionAt(startMillis);
        if (found.isEmpty()) {
            return CLOSED;
        }
        LocalTime open =
                LocalTime.ofInstant(
                        Instant.ofEpochMilli(found.get().openMillis()), calendar.zone());
        return new SessionClock(found.get(), open.toSecondOfDay() / 60);
    }

    /** The minute of the day, 0..1439, or empty outside of every session. */
    public OptionalDouble minuteOfDay(long atMillis) {
        return session == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(minutesSinceMidnight(session, atMillis) % MINUTES_A_DAY);
    }

    /** The hour of the day, 0..23. */
    public OptionalDouble hourOfDay(long atMillis) {
        return session == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(hourOf(minutesSinceMidnight(session, atMillis)));
    }

    /** The day of the week, 1 for Monday to 7 for Sunday. */
    public OptionalDouble dayOfWeek(long atMillis) {
        if (session == null) {
            return OptionalDouble.empty();
        }
        long day = session.epochDay() + minutesSinceMidnight(session, atMillis) / MINUTES_A_DAY;
        return OptionalDouble.of(Math.floorMod(day + 3, 7) + 1); // 1970-01-01 was a Thursday
    }

    /** Minutes until the session closes; empty in a market whose sessions follow without a gap. */
    public OptionalDouble minutesToClose(long atMillis) {
        return session == null || session.minutes() >= MINUTES_A_DAY
                ? OptionalDouble.empty()
                : OptionalDouble.of(wholeMinutes(session.closeMillis() - atMillis));
    }

    private int minutesSinceMidnight(TradingSession current, long atMillis) {
        return openMinute + wholeMinutes(atMillis - current.openMillis());
    }

    private static int hourOf(int minutesSinceMidnight) {
        return minutesSinceMidnight % MINUTES_A_DAY / 60;
    }

    private static int wholeMinutes(long millis) {
        return (int) (millis / 60_000);
    }
}
