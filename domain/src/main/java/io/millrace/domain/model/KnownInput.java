package io.millrace.domain.model;

import io.millrace.domain.feature.SessionClock;
import io.millrace.domain.market.TradingSession;

/**
 * What the calendar tells of any bar, past or ahead: a fraction of its range, 0 to 1. A horizon
 * behind the session's end reads as that end.
 */
public enum KnownInput {
    /** Minutes since midnight on the market's clock, of 1440. */
    MINUTE_OF_DAY {
        @Override
        double read(SessionClock clock, TradingSession session, long atMillis, long fullMinutes) {
            return clock.minuteOfDay(atMillis).orElseThrow() / MINUTES_A_DAY;
        }
    },
    /** Monday 0, Sunday 6, of 6. */
    DAY_OF_WEEK {
        @Override
        double read(SessionClock clock, TradingSession session, long atMillis, long fullMinutes) {
            return (clock.dayOfWeek(atMillis).orElseThrow() - 1) / 6;
        }
    },
    /** Minutes since the session opened, of its length. */
    SESSION_ELAPSED {
        @Override
        double read(SessionClock clock, TradingSession session, long atMillis, long fullMinutes) {
            double length = session.closeMillis() - session.openMillis();
            return (atMillis - session.openMillis()) / length;
        }
    },
    /** Minutes until the session closes, of a full session's length. */
    MINUTES_TO_CLOSE {
        @Override
        double read(SessionClock clock, TradingSession session, long atMillis, long fullMinutes) {
            return (session.closeMillis() - atMillis) / (60_000.0 * fullMinutes);
        }
    };

    private static final double MINUTES_A_DAY = 24 * 60;

    /**
     * The input of the bar that ends then.
     *
     * @param clock in the session that the bar belongs to
     * @param fullMinutes the length of a session that is not shortened
     * @throws IllegalArgumentException where the clock is outside of every session
     */
    public float of(SessionClock clock, long atMillis, long fullMinutes) {
        TradingSession session = clock.session();
        if (session == null) {
            throw new IllegalArgumentException("session: none (expected: one that is open)");
        }
        return (float) read(clock, session, atMillis, fullMinutes);
    }

    abstract double read(
            SessionClock clock, TradingSession session, long atMillis, long fullMinutes);
}
