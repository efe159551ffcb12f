package io.millrace.domain.market;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/** When a market trades: the one service that every part of the platform asks. */
public interface SessionCalendar {

    /** The zone in which trade dates and times of day are meant. */
    ZoneId zone();

    /** The session that is open at the instant, or empty when the market is closed. */
    Optional<TradingSession> sessionAt(long atMillis);

    /** The session of a trade date, or empty on a holiday or weekend. */
    Optional<TradingSession> sessionOn(LocalDate date);

    /** The first session that opens at or after the instant. */
    TradingSession nextSession(long atMillis);

    /** Minutes of a session that is not shortened. */
    long fullSessionMinutes();

    /**
     * The earliest instant at which so many minutes of open market have passed since {@code
     * fromMillis}; everything between sessions is skipped. Minutes that end with a session end at
     * its close, not at the next open.
     */
    long plusOpenMinutes(long fromMillis, long minutes);

    /**
     * Whether the calendar knows the instant. Every other question throws {@link
     * IllegalArgumentException} outside of what it knows, because a guessed session would trade.
     */
    default boolean covers(long atMillis) {
        return true;
    }

    default boolean isOpen(long atMillis) {
        return sessionAt(atMillis).isPresent();
    }
}
