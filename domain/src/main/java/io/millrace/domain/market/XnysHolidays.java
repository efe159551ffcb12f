package io.millrace.domain.market;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.temporal.TemporalAdjusters.dayOfWeekInMonth;
import static java.time.temporal.TemporalAdjusters.lastInMonth;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;

/** The weekdays on which the New York Stock Exchange stays closed, from 2000 on. */
final class XnysHolidays {

    private static final int FIRST_JUNETEENTH = 2022;

    /** Closures that follow no rule: attacks, storms and days of mourning. */
    private static final Set<LocalDate> SPECIAL_CLOSURES =
            Set.of(
                    LocalDate.of(2001, 9, 11),
                    LocalDate.of(2001, 9, 12),
                    LocalDate.of(2001, 9, 13),
                    LocalDate.of(2001, 9, 14),
                    LocalDate.of(2004, 6, 11),
                    LocalDate.of(2007, 1, 2),
                    LocalDate.of(2012, 10, 29),
                    LocalDate.of(2012, 10, 30),
                    LocalDate.of(2018, 12, 5),
                    LocalDate.of(2025, 1, 9));

    private XnysHolidays() {}

    /** Every closed weekday of a year; weekends are not among them. */
    static Set<LocalDate> of(int year) {
        Set<LocalDate> closed = new HashSet<>();
        LocalDate newYear = LocalDate.of(year, 1, 1);
        if (newYear.getDayOfWeek() != SATURDAY) {
            closed.add(observed(newYear));
        }
        closed.add(newYear.with(dayOfWeekInMonth(3, MONDAY)));
        closed.add(LocalDate.of(year, 2, 1).with(dayOfWeekInMonth(3, MONDAY)));
        closed.add(easterSunday(year).minusDays(2));
        closed.add(LocalDate.of(year, 5, 1).with(lastInMonth(MONDAY)));
        if (year >= FIRST_JUNETEENTH) {
            closed.add(observed(LocalDate.of(year, 6, 19)));
        }
        closed.add(observed(LocalDate.of(year, 7, 4)));
        closed.add(LocalDate.of(year, 9, 1).with(dayOfWeekInMonth(1, MONDAY)));
        closed.add(thanksgiving(year));
        closed.add(observed(LocalDate.of(year, 12, 25)));
        SPECIAL_CLOSURES.stream().filter(day -> day.getYear() == year).forEach(closed::add);
        return closed;
    }

    static LocalDate thanksgiving(int year) {
        return LocalDate.of(year, 11, 1).with(dayOfWeekInMonth(4, THURSDAY));
    }

    /** The weekday on which a holiday is kept: Friday for a Saturday, Monday for a Sunday. */
    private static LocalDate observed(LocalDate holiday) {
        if (holiday.getDayOfWeek() == SATURDAY) {
            return holiday.minusDays(1);
        }
        return holiday.getDayOfWeek() == SUNDAY ? holiday.plusDays(1) : holiday;
    }

    /** Western Easter by the Gregorian computus in its "anonymous" form (Nature, 1876). */
    private static LocalDate easterSunday(int year) {
        int golden = year % 19;
        int century = year / 100;
        int yearOfCentury = year % 100;
        int moonCorrection = (century + 8) / 25;
        int epact =
                (19 * golden + century - century / 4 - (century - moonCorrection + 1) / 3 + 15)
                        % 30;
        int weekday =
                (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4) % 7;
        int shift = (golden + 11 * epact + 22 * weekday) / 451;
        int monthAndDay = epact + weekday - 7 * shift + 114;
        return LocalDate.of(year, monthAndDay / 31, monthAndDay % 31 + 1);
    }
}
