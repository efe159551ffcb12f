package io.millrace.domain.market;

import java.time.LocalDate;

/**
 * One continuous stretch of trading.
 *
 * @param epochDay the trade date as days since 1970-01-01
 * @param openMillis first instant of the session
 * @param closeMillis first instant after it
 */
public record TradingSession(long epochDay, long openMillis, long closeMillis) {

    public LocalDate date() {
        return LocalDate.ofEpochDay(epochDay);
    }

    public boolean contains(long atMillis) {
        return openMillis <= atMillis && atMillis < closeMillis;
    }

    public long minutes() {
        return (closeMillis - openMillis) / 60_000;
    }
}
