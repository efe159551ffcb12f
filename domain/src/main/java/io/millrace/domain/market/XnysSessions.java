package io.millrace.domain.market;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The regular sessions of the New York Stock Exchange from 2000 to 2030, with holidays, special
 * closures, half days, late opens and daylight saving time.
 *
 * <p>Every session lies within the UTC day that bears its trade date, so a table with one place per
 * day answers in constant time and without an allocation.
 */
public final class XnysSessions implements SessionCalendar {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    private static final long FIRST_EPOCH_DAY = FIRST.toEpochDay();
    private static final LocalDate LAST = LocalDate.of(2030, 12, 31);
    private static final long DAY_MILLIS = 86_400_000L;
    private static final XnysSessions STANDARD = new XnysSessions();

    private final List<Optional<TradingSession>> byDay;

    private XnysSessions() {
        List<Optional<TradingSession>> days = new ArrayList<>();
        for (int year = FIRST.getYear(); year <= LAST.getYear(); year++) {
            Set<LocalDate> holidays = XnysHolidays.of(year);
            LocalDate nextYear = LocalDate.of(year + 1, 1, 1);
            LocalDate.of(year, 1, 1)
                    .datesUntil(nextYear)
                    .forEach(day -> days.add(session(day, holidays)));
        }
        byDay = List.copyOf(days);
    }

    /** The calendar as published; one instance serves everybody. */
    public static XnysSessions standard() {
        return STANDARD;
    }

    @Override
    public ZoneId zone() {
        return NEW_YORK;
    }

    @Override
    public boolean covers(long atMillis) {
        long place = placeOf(atMillis);
        return place >= 0 && place < byDay.size();
    }

    @Override
    public Optional<TradingSession> sessionAt(long atMillis) {
        Optional<TradingSession> session = onDayOf(atMillis);
        return session.isPresent() && session.get().contains(atMillis) ? session : Optional.empty();
    }

    @Override
    public Optional<TradingSession> sessionOn(LocalDate date) {
        if (date.isBefore(FIRST) || date.isAfter(LAST)) {
            throw outside("date", date.toString());
        }
        return byDay.get((int) (date.toEpochDay() - FIRST.toEpochDay()));
    }

    @Override
    public TradingSession nextSession(long atMillis) {
        Optional<TradingSession> today = onDayOf(atMillis);
        if (today.isPresent() && atMillis <= today.get().openMillis()) {
            return today.get();
        }
        return firstAfterDayOf(atMillis);
    }

    @Override
    public long fullSessionMinutes() {
        return XnysHours.FULL_SESSION_MINUTES;
    }

    @Override
    public long plusOpenMinutes(long fromMillis, long minutes) {
        if (minutes < 0) {
            throw new IllegalArgumentException("minutes: " + minutes + " (expected: >= 0)");
        }
        requireCovered(fromMillis);
        if (minutes == 0) {
            return fromMillis;
        }
        TradingSession session = sessionAt(fromMillis).orElseGet(() -> nextSession(fromMillis));
        long start = Math.max(fromMillis, session.openMillis());
        long left = Math.multiplyExact(minutes, 60_000L);
        while (left > session.closeMillis() - start) {
            left -= session.closeMillis() - start;
            session = firstAfterDayOf(start);
            start = session.openMillis();
        }
        return start + left;
    }

    private TradingSession firstAfterDayOf(long atMillis) {
        for (long place = placeOf(atMillis) + 1; place < byDay.size(); place++) {
            Optional<TradingSession> session = byDay.get((int) place);
            if (session.isPresent()) {
                return session.get();
            }
        }
        throw outside("session after", Instant.ofEpochMilli(atMillis).toString());
    }

    private Optional<TradingSession> onDayOf(long atMillis) {
        requireCovered(atMillis);
        return byDay.get((int) placeOf(atMillis));
    }

    private void requireCovered(long atMillis) {
        if (!covers(atMillis)) {
            throw outside("instant", Instant.ofEpochMilli(atMillis).toString());
        }
    }

    private static long placeOf(long atMillis) {
        return Math.floorDiv(atMillis, DAY_MILLIS) - FIRST_EPOCH_DAY;
    }

    private static Optional<TradingSession> session(LocalDate day, Set<LocalDate> holidays) {
        boolean weekend =
                day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        if (weekend || holidays.contains(day)) {
            return Optional.empty();
        }
        return Optional.of(
                new TradingSession(
                        day.toEpochDay(),
                        day.atTime(XnysHours.open(day)).atZone(NEW_YORK).toInstant().toEpochMilli(),
                        day.atTime(XnysHours.close(day))
                                .atZone(NEW_YORK)
                                .toInstant()
                                .toEpochMilli()));
    }

    private static IllegalArgumentException outside(String name, String value) {
        return new IllegalArgumentException(
                "%s: %s (expected: within the calendar's years %d..%d)"
                        .formatted(name, value, FIRST.getYear(), LAST.getYear()));
    }
}
