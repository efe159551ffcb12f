package io.millrace.domain.model;

import io.millrace.domain.market.Bar;
import io.millrace.domain.market.SessionCalendar;
import io.millrace.domain.market.TradingSession;

/** When the bar ends that lies so many bars ahead of another: what a horizon means in time. */
public final class HorizonEnd {

    private HorizonEnd() {}

    /**
     * The end of the bar that far ahead. Where the definition does not cross sessions, the instant
     * may lie behind the session's close: nothing is known of it then.
     *
     * @param session the bar's
     */
    public static long endMillis(
            Bar bar,
            int horizon,
            TradingSession session,
            ModelDefinition model,
            SessionCalendar calendar) {
        long length = bar.endMillis() - bar.startMillis();
        if (!model.crossesSessions()) {
            return bar.endMillis() + horizon * length;
        }
        if (length < session.closeMillis() - session.openMillis()) {
            return calendar.plusOpenMinutes(bar.endMillis(), horizon * length / 60_000);
        }
        // a bar that is its session: sessions differ in length, so they are counted
        TradingSession ahead = session;
        for (int i = 0; i < horizon; i++) {
            ahead = calendar.nextSession(ahead.closeMillis());
        }
        return ahead.closeMillis();
    }
}
