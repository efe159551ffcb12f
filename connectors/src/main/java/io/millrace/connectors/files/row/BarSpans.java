package io.millrace.connectors.files.row;

import io.millrace.domain.market.Resolution;
import io.millrace.domain.market.SessionCalendar;
import io.millrace.domain.market.TradingSession;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The interval that a stamped bar covers.
 *
 * <p>A minute or hour ends after its length, but not after the close of the session that it began
 * in. A daily bar is its session; its date is the one in the market's zone, or the UTC date where
 * the stamp is a UTC midnight, which no market's day begins or ends at by accident.
 */
final class BarSpans {

    private static final long DAY_MILLIS = 86_400_000L;

    private final Resolution resolution;
    private final boolean endStamped;
    private final SessionCalendar calendar;
    private long open;
    private long close;
    private long start;
    private long end;

    BarSpans(Resolution resolution, boolean endStamped, SessionCalendar calendar) {
        this.resolution = resolution;
        this.endStamped = endStamped;
        this.calendar = calendar;
    }

    void of(long stamp) {
        if (resolution == Resolution.DAY) {
            daily(stamp);
        } else {
            intraday(stamp);
        }
    }

    long start() {
        return start;
    }

    long end() {
        return end;
    }

    private void intraday(long stamp) {
        long length = resolution.millis();
        start = endStamped ? stamp - length : stamp;
        end = start + length;
        if ((start < open || start >= close) && calendar.covers(start)) {
            remember(calendar.sessionAt(start));
        }
        if (start >= open && start < close) {
            end = Math.min(end, close);
        }
    }

    private void daily(long stamp) {
        ZoneId zone = Math.floorMod(stamp, DAY_MILLIS) == 0 ? ZoneOffset.UTC : calendar.zone();
        long inside = endStamped ? stamp - 1 : stamp;
        LocalDate date = LocalDate.ofInstant(Instant.ofEpochMilli(inside), zone);
        Optional<TradingSession> session =
                calendar.covers(inside) ? calendar.sessionOn(date) : Optional.empty();
        start = endStamped ? stamp - DAY_MILLIS : stamp;
        end = start + DAY_MILLIS;
        if (session.isPresent()) {
            start = session.get().openMillis();
            end = session.get().closeMillis();
        }
    }

    private void remember(Optional<TradingSession> session) {
        if (session.isPresent()) {
            open = session.get().openMillis();
            close = session.get().closeMillis();
        }
    }
}
