package io.millrace.domain.market;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;

/** When the New York Stock Exchange opens and closes on a day on which it trades. */
final class XnysHours {

    private static final LocalTime OPEN = LocalTime.of(9, 30);
    private static final LocalTime CLOSE = LocalTime.of(16, 0);
    private static final LocalTime HALF_DAY_CLOSE = LocalTime.of(13, 0);

    static final long FULL_SESSION_MINUTES = Duration.between(OPEN, CLOSE).toMinutes();

    /** The first year in which the half day before a Thursday 4 July replaced the one after it. */
    private static final int WEDNESDAY_HALF_DAYS_SINCE = 2013;

    /** A half day that follows no rule: the Friday after Christmas 2003. */
    private static final LocalDate EXTRA_HALF_DAY = LocalDate.of(2003, 12, 26);

    /** Openings that were announced to be late, for moments of silence and memorial services. */
    private static final Map<LocalDate, LocalTime> LATE_OPENS =
            Map.of(
                    LocalDate.of(2001, 9, 17), LocalTime.of(9, 33),
                    LocalDate.of(2001, 10, 8), LocalTime.of(9, 31),
                    LocalDate.of(2002, 9, 11), LocalTime.NOON,
                    LocalDate.of(2003, 3, 20), LocalTime.of(9, 32),
                    LocalDate.of(2004, 6, 7), LocalTime.of(9, 32),
                    LocalDate.of(2006, 12, 27), LocalTime.of(9, 32));

    private XnysHours() {}

    static LocalTime open(LocalDate tradeDate) {
        return LATE_OPENS.getOrDefault(tradeDate, OPEN);
    }

    static LocalTime close(LocalDate tradeDate) {
        return isHalfDay(tradeDate) ? HALF_DAY_CLOSE : CLOSE;
    }

    private static boolean isHalfDay(LocalDate tradeDate) {
        return isEveOfChristmas(tradeDate)
                || isBesideTheFourthOfJuly(tradeDate)
                || tradeDate.equals(XnysHolidays.thanksgiving(tradeDate.getYear()).plusDays(1))
                || tradeDate.equals(EXTRA_HALF_DAY);
    }

    private static boolean isEveOfChristmas(LocalDate tradeDate) {
        return tradeDate.getMonthValue() == 12 && tradeDate.getDayOfMonth() == 24;
    }

    private static boolean isBesideTheFourthOfJuly(LocalDate tradeDate) {
        if (tradeDate.getMonthValue() != 7) {
            return false;
        }
        boolean fourthIsThursday = tradeDate.withDayOfMonth(4).getDayOfWeek() == DayOfWeek.THURSDAY;
        boolean after = fourthIsThursday && tradeDate.getYear() < WEDNESDAY_HALF_DAYS_SINCE;
        return tradeDate.getDayOfMonth() == (after ? 5 : 3);
    }
}
