package io.millrace.control.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants as a person at the market would write them, whatever the reader's own clock. */
record MarketTime(ZoneId zone) {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    /** What the zone is called. */
    String name() {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    /** Date and time, with seconds where they are not zero. */
    String stamp(long atMillis) {
        ZonedDateTime at = at(atMillis);
        return at.format(at.getSecond() == 0 ? MINUTE : SECOND);
    }

    LocalDate date(long atMillis) {
        return at(atMillis).toLocalDate();
    }

    /** The milliseconds at which a clock set to UTC shows the market's date and time. */
    long localMillis(long atMillis) {
        return atMillis + at(atMillis).getOffset().getTotalSeconds() * 1000L;
    }

    /** Days from the first instant to the last, both counted, by the market's calendar. */
    long days(long fromMillis, long toMillis) {
        return date(toMillis).toEpochDay() - date(fromMillis).toEpochDay() + 1;
    }

    private ZonedDateTime at(long atMillis) {
        return Instant.ofEpochMilli(atMillis).atZone(zone);
    }
}
