package io.millrace.broker.exchange;

import io.millrace.domain.market.Bar;
import io.millrace.domain.market.SessionCalendar;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The last price of every symbol, and the last one of the day before. */
public final class Marks {

    private record Mark(LocalDate day, BigDecimal last, BigDecimal dayBefore) {}

    private final Map<String, Mark> bySymbol = new HashMap<>();
    private final SessionCalendar calendar;

    Marks(SessionCalendar calendar) {
        this.calendar = calendar;
    }

    /** The last price, or null before the first bar. */
    public @Nullable BigDecimal last(String symbol) {
        Mark mark = bySymbol.get(symbol);
        return mark == null ? null : mark.last();
    }

    /** The last price of the trading day before, or the first price there ever was. */
    public @Nullable BigDecimal dayBefore(String symbol) {
        Mark mark = bySymbol.get(symbol);
        return mark == null ? null : mark.dayBefore();
    }

    void take(Bar bar) {
        BigDecimal price = BigDecimal.valueOf(bar.close());
        LocalDate day =
                Instant.ofEpochMilli(bar.startMillis()).atZone(calendar.zone()).toLocalDate();
        Mark before = bySymbol.get(bar.symbol());
        BigDecimal dayBefore =
                before == null
                        ? price
                        : before.day().equals(day) ? before.dayBefore() : before.last();
        bySymbol.put(bar.symbol(), new Mark(day, price, dayBefore));
    }
}
