package io.millrace.domain.portfolio;

import java.math.BigDecimal;

/**
 * The equities that losses are measured against.
 *
 * @param opening what the account opened with
 * @param resumed what the account opened with, or had when it was last resumed: the kill switch
 *     counts from there
 * @param peak the highest equity since then
 * @param dayStart what the current session began with
 * @param epochDay trade date of the current session, as days since 1970-01-01
 * @param dayEndsMillis when the next session opens; {@link Long#MIN_VALUE} before the first event
 */
public record EquityMarks(
        BigDecimal opening,
        BigDecimal resumed,
        BigDecimal peak,
        BigDecimal dayStart,
        long epochDay,
        long dayEndsMillis) {

    static EquityMarks opening(BigDecimal cash) {
        return new EquityMarks(cash, cash, cash, cash, 0, Long.MIN_VALUE);
    }

    EquityMarks newDay(long day, long endsMillis, BigDecimal equity) {
        return new EquityMarks(opening, resumed, peak, equity, day, endsMillis);
    }

    EquityMarks openedWith(BigDecimal equity) {
        return new EquityMarks(equity, equity, equity, equity, epochDay, dayEndsMillis);
    }

    EquityMarks seeing(BigDecimal equity) {
        return equity.compareTo(peak) > 0
                ? new EquityMarks(opening, resumed, equity, dayStart, epochDay, dayEndsMillis)
                : this;
    }

    EquityMarks resumedAt(BigDecimal equity) {
        return new EquityMarks(opening, equity, equity, dayStart, epochDay, dayEndsMillis);
    }
}
