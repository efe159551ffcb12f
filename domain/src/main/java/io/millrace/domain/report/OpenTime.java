package io.millrace.domain.report;

import io.millrace.domain.market.SessionCalendar;
import io.millrace.domain.market.TradingSession;
import org.jspecify.annotations.Nullable;

/**
 * A clock that runs while the market is open. It moves forward only, so that a curve of any length
 * is walked once.
 */
final class OpenTime {

    private final SessionCalendar calendar;
    private @Nullable TradingSession session;

    OpenTime(SessionCalendar calendar) {
        this.calendar = calendar;
    }

    /** Open market time between two instants, neither of them before those asked for earlier. */
    long millisBetween(long from, long to) {
        long open = 0;
        long at = from;
        while (at < to) {
            TradingSession current = sessionEndingAfter(at);
            if (current.openMillis() >= to) {
                break;
            }
            long end = Math.min(to, current.closeMillis());
            open += end - Math.max(at, current.openMillis());
            at = end;
        }
        return open;
    }

    private TradingSession sessionEndingAfter(long at) {
        TradingSession current = session;
        if (current == null || current.closeMillis() <= at) {
            current = calendar.sessionAt(at).orElseGet(() -> calendar.nextSession(at));
            session = current;
        }
        return current;
    }
}
