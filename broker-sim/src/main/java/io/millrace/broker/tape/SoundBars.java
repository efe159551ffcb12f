package io.millrace.broker.tape;

import io.millrace.domain.market.Bar;
import io.millrace.domain.market.SessionCalendar;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells the bars that a run would trade on: inside a session, each interval once, in order.
 *
 * <p>The others stay on the tape, so that the simulated venue and a backtest of the same tape see
 * the same market.
 */
final class SoundBars {

    private final SessionCalendar calendar;
    private final Map<String, Long> newestStart = new HashMap<>();

    SoundBars(SessionCalendar calendar) {
        this.calendar = calendar;
    }

    boolean lets(Bar bar) {
        // the last instant of a bar tells its session: a LEAN hour bar starts before the open
        long within = bar.endMillis() - 1;
        if (!calendar.covers(within) || !calendar.isOpen(within)) {
            return false;
        }
        Long newest = newestStart.get(bar.symbol());
        if (newest != null && bar.startMillis() <= newest) {
            return false;
        }
        newestStart.put(bar.symbol(), bar.startMillis());
        return true;
    }
}
