package io.millrace.control.report;

import io.millrace.domain.market.SessionCalendar;
import io.millrace.domain.market.TradingSession;
import java.util.ArrayList;
import java.util.List;

/**
 * An axis on which only open market time takes room: a night or a weekend is a point, and an hour
 * of trading is as wide as any other.
 */
final class OpenTimeAxis {

    private final List<Stretch> stretches = new ArrayList<>();

    /** The axis from the session of the first instant to that of the last. */
    OpenTimeAxis(SessionCalendar calendar, long firstMillis, long lastMillis) {
        TradingSession session =
                calendar.sessionAt(firstMillis).orElseGet(() -> calendar.nextSession(firstMillis));
        long open = 0;
        while (stretches.isEmpty() || session.openMillis() < lastMillis) {
            stretches.add(new Stretch(session.openMillis(), session.closeMillis(), open));
            open += session.closeMillis() - session.openMillis();
            session = calendar.nextSession(session.closeMillis());
        }
    }

    List<Stretch> stretches() {
        return stretches;
    }

    /** Where an instant lies, in milliseconds of open market since the first session opened. */
    long at(long atMillis) {
        int low = 0;
        int high = stretches.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (stretches.get(middle).openMillis() <= atMillis) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        Stretch stretch = stretches.get(low);
        long within = Math.min(atMillis, stretch.closeMillis()) - stretch.openMillis();
        return stretch.from() + Math.max(0, within);
    }

    /**
     * One session on the axis.
     *
     * @param from open market time before it
     */
    record Stretch(long openMillis, long closeMillis, long from) {}
}
