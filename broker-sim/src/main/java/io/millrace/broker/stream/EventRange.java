package io.millrace.broker.stream;

import com.linecorp.armeria.common.QueryParams;
import io.millrace.broker.exchange.TradeUpdate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Which events a client asks for, both ends included.
 *
 * @param sinceMillis market time, or null
 * @param sinceId an event's ULID, which orders as text, or null
 */
record EventRange(
        @Nullable Long sinceMillis,
        @Nullable Long untilMillis,
        @Nullable String sinceId,
        @Nullable String untilId) {

    private static final int DATE_LENGTH = 10;
    private static final long DAY_MILLIS = 86_400_000L;

    /** The range of a request; throws {@link IllegalArgumentException} where it makes no sense. */
    static EventRange of(QueryParams params) {
        EventRange range =
                new EventRange(
                        time(params, "since", false),
                        time(params, "until", true),
                        params.get("since_id"),
                        params.get("until_id"));
        if (range.sinceMillis != null && range.sinceId != null) {
            throw new IllegalArgumentException("since and since_id exclude each other");
        }
        if (range.untilMillis != null && range.sinceMillis == null) {
            throw new IllegalArgumentException("until requires since");
        }
        if (range.untilId != null && range.sinceId == null) {
            throw new IllegalArgumentException("until_id requires since_id");
        }
        return range;
    }

    /** Whether what happened before is asked for. */
    boolean looksBack() {
        return sinceMillis != null || sinceId != null;
    }

    boolean begins(TradeUpdate update) {
        return (sinceMillis == null || update.atMillis() >= sinceMillis)
                && (sinceId == null || update.id().compareTo(sinceId) >= 0);
    }

    /** Whether the client wants nothing from this one on. */
    boolean isOver(TradeUpdate update) {
        return (untilMillis != null && update.atMillis() > untilMillis)
                || (untilId != null && update.id().compareTo(untilId) > 0);
    }

    /** Whether an end is given at all. */
    boolean hasEnd() {
        return untilMillis != null || untilId != null;
    }

    private static @Nullable Long time(QueryParams params, String name, boolean endOfDay) {
        String value = params.get(name);
        if (value == null) {
            return null;
        }
        try {
            if (value.length() == DATE_LENGTH) {
                Instant midnight = LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
                return midnight.toEpochMilli() + (endOfDay ? DAY_MILLIS - 1 : 0);
            }
            return OffsetDateTime.parse(value).toInstant().toEpochMilli();
        } catch (DateTimeException unreadable) {
            throw new IllegalArgumentException("invalid " + name + ": " + value, unreadable);
        }
    }
}
