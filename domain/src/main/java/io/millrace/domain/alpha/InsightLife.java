package io.millrace.domain.alpha;

import io.millrace.domain.market.Resolution;
import io.millrace.domain.market.SessionCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;

/**
 * How long an insight counts: a number of bars, in the time that the market is open.
 *
 * <p>Minutes and hours are counted as open minutes; days as sessions, and the time of day is kept.
 */
public record InsightLife(SessionCalendar calendar, Resolution resolution) {

    /** The last instant at which an insight of that moment, good for so many bars, counts. */
    public long closesAt(long generatedAtMillis, int bars) {
        return switch (resolution) {
            case MINUTE, HOUR ->
                    calendar.plusOpenMinutes(
                            generatedAtMillis, bars * resolution.millis() / 60_000);
            case DAY -> sameTimeSessionsAhead(generatedAtMillis, bars);
        };
    }

    private long sameTimeSessionsAhead(long generatedAtMillis, int sessions) {
        ZonedDateTime from = Instant.ofEpochMilli(generatedAtMillis).atZone(calendar.zone());
        LocalDate date = from.toLocalDate();
        for (int counted = 0; counted < sessions; ) {
            date = date.plusDays(1);
            if (calendar.sessionOn(date).isPresent()) {
                counted++;
            }
        }
        return from.with(date).toInstant().toEpochMilli();
    }
}
