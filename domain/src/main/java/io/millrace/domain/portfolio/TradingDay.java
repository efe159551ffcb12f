package io.millrace.domain.portfolio;

import io.millrace.domain.market.SessionCalendar;
import io.millrace.domain.market.TradingSession;
import io.millrace.domain.risk.DenialCode;
import io.millrace.domain.risk.RiskLimits.OrderRates;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** Begins a new session in the account's books, whichever event is the first one in it. */
final class TradingDay {

    private final SessionCalendar calendar;
    private final long memoryMillis;

    TradingDay(SessionCalendar calendar, OrderRates rates) {
        this.calendar = calendar;
        this.memoryMillis = Math.max(rates.cooldownMillis(), rates.duplicateWindowMillis());
    }

    void rollTo(AccountChange change, long atMillis) {
        if (atMillis < change.marks().dayEndsMillis()) {
            return;
        }
        Optional<TradingSession> session = calendar.sessionAt(atMillis);
        long day =
                session.map(TradingSession::epochDay)
                        .orElseGet(
                                () ->
                                        LocalDate.ofInstant(
                                                        Instant.ofEpochMilli(atMillis),
                                                        calendar.zone())
                                                .toEpochDay());
        long from = session.map(TradingSession::closeMillis).orElse(atMillis);
        long ends = calendar.nextSession(from).openMillis();
        change.set(change.marks().newDay(day, ends, change.equity()));
        change.set(change.activity().newDay(atMillis, memoryMillis));
        if (change.status().cause() == DenialCode.DAILY_LOSS) {
            change.set(change.status().released());
        }
    }
}
