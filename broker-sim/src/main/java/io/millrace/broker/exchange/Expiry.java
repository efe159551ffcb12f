package io.millrace.broker.exchange;

import io.millrace.domain.market.SessionCalendar;
import java.time.Instant;
import java.time.LocalTime;

/** When an order ends by itself: DAY with its session, GTC ninety days after it was made. */
record Expiry(SessionCalendar calendar) {

    private static final LocalTime AGING_TIME = LocalTime.of(16, 15);
    private static final int GTC_DAYS = 90;

    /** What the broker says about it. */
    long told(OrderTerms terms, long atMillis) {
        return terms.isGoodTillCancelled() ? agesAt(terms.createdAtMillis()) : sessionEnd(atMillis);
    }

    /** What the venue acts on, which knows no aging. */
    long atVenue(OrderTerms terms, long atMillis) {
        return terms.isGoodTillCancelled() ? Long.MAX_VALUE : sessionEnd(atMillis);
    }

    private long sessionEnd(long atMillis) {
        return calendar.sessionAt(atMillis)
                .orElseGet(() -> calendar.nextSession(atMillis))
                .closeMillis();
    }

    private static long agesAt(long createdAtMillis) {
        return Instant.ofEpochMilli(createdAtMillis)
                .atZone(ActivityIds.NEW_YORK)
                .plusDays(GTC_DAYS)
                .with(AGING_TIME)
                .toInstant()
                .toEpochMilli();
    }
}
