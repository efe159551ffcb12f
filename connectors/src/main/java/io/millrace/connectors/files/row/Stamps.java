package io.millrace.connectors.files.row;

import io.millrace.connectors.files.RowLayout;
import io.millrace.connectors.files.TimeFormat;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The times of one file, as epoch milliseconds.
 *
 * <p>The first time that can be read fixes the form for the file: epoch, UTC, an offset, or local.
 * A row in another form is refused even where it could be read, because a file that changes its
 * clock half way was put together from parts that do not fit.
 */
public final class Stamps {

    /** The text is no time in a form that this file may use. */
    public static final long UNREADABLE = Long.MIN_VALUE;

    /** The text is a time in another form than the file began with. */
    public static final long MIXED = Long.MIN_VALUE + 1;

    private static final long DAY_MILLIS = 86_400_000L;
    private static final long LEAST_EPOCH_MILLIS = 100_000_000_000L;
    private static final long MOST_EPOCH_MILLIS = 10_000_000_000_000L;

    private final TimeFormat format;
    private final @Nullable ZonedDays zone;
    private final @Nullable DateTimeFormatter pattern;
    private final long epochDay;
    private final IsoTime iso = new IsoTime();
    private @Nullable Clock clock;

    /** What a file's times are told by. */
    private enum Clock {
        EPOCH,
        UTC,
        OFFSET,
        LOCAL
    }

    public Stamps(RowLayout layout) {
        format = layout.timeFormat();
        zone = layout.zone() == null ? null : new ZonedDays(ZoneId.of(layout.zone()));
        pattern =
                layout.pattern() == null
                        ? null
                        : DateTimeFormatter.ofPattern(layout.pattern(), Locale.ENGLISH);
        epochDay = layout.epochDay();
    }

    /** Epoch milliseconds, or {@link #UNREADABLE}, or {@link #MIXED}. */
    public long parse(byte[] bytes, int from, int to) {
        return switch (format) {
            case AUTO -> auto(bytes, from, to);
            case EPOCH_MS -> epochMillis(bytes, from, to);
            case EPOCH_S -> epochSeconds(bytes, from, to);
            case DAY_MILLIS -> millisOfDay(bytes, from, to);
            case PATTERN -> patterned(bytes, from, to);
        };
    }

    /** What a readable time would have been, for people. */
    public String expectation() {
        return switch (format) {
            case AUTO ->
                    zone == null
                            ? "ISO-8601 with Z or an offset, or epoch milliseconds"
                            : "ISO-8601 or epoch milliseconds";
            case EPOCH_MS -> "epoch milliseconds";
            case EPOCH_S -> "epoch seconds";
            case DAY_MILLIS -> "milliseconds since midnight, below 86400000";
            case PATTERN -> "a time written as " + pattern;
        };
    }

    /** The form that the file began with, for people. */
    public String form() {
        return clock == null
                ? "none yet"
                : switch (clock) {
                    case EPOCH -> "epoch milliseconds, as the file began";
                    case UTC -> "UTC (Z), as the file began";
                    case OFFSET -> "an offset, as the file began";
                    case LOCAL -> "local time, as the file began";
                };
    }

    private long auto(byte[] bytes, int from, int to) {
        long epoch = epochMillis(bytes, from, to);
        if (epoch != UNREADABLE) {
            return told(Clock.EPOCH, epoch);
        }
        if (!iso.parse(bytes, from, to)) {
            return UNREADABLE;
        }
        if (iso.isLocal()) {
            boolean fits = clock == null || clock == Clock.LOCAL;
            if (fits && zone == null) {
                return UNREADABLE;
            }
            return fits && zone != null
                    ? told(Clock.LOCAL, zone.toMillis(iso.epochDay(), iso.millisOfDay()))
                    : MIXED;
        }
        long utc = iso.epochDay() * DAY_MILLIS + iso.millisOfDay() - iso.offsetMillis();
        return told(iso.isUtc() ? Clock.UTC : Clock.OFFSET, utc);
    }

    private long told(Clock by, long millis) {
        if (millis == UNREADABLE) {
            return UNREADABLE;
        }
        if (clock == null) {
            clock = by;
        }
        return clock == by ? millis : MIXED;
    }

    private static long epochMillis(byte[] bytes, int from, int to) {
        long value = digits(bytes, from, to);
        return value < LEAST_EPOCH_MILLIS || value >= MOST_EPOCH_MILLIS ? UNREADABLE : value;
    }

    private static long epochSeconds(byte[] bytes, int from, int to) {
        int point = from;
        while (point < to && bytes[point] != '.') {
            point++;
        }
        long seconds = digits(bytes, from, point);
        long millis = 0;
        for (int i = point + 1, unit = 100; i < to; i++, unit /= 10) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return UNREADABLE;
            }
            millis += (long) unit * (bytes[i] - '0');
        }
        boolean inRange =
                seconds >= LEAST_EPOCH_MILLIS / 1000 && seconds < MOST_EPOCH_MILLIS / 1000;
        return inRange ? seconds * 1000 + millis : UNREADABLE;
    }

    private long millisOfDay(byte[] bytes, int from, int to) {
        long value = digits(bytes, from, to);
        boolean inRange = value >= 0 && value < DAY_MILLIS;
        return inRange && zone != null ? zone.toMillis(epochDay, value) : UNREADABLE;
    }

    /** The number that the digits write, or -1 where something else is written. */
    private static long digits(byte[] bytes, int from, int to) {
        if (from == to || to - from > 17) {
            return -1;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private long patterned(byte[] bytes, int from, int to) {
        if (pattern == null) {
            return UNREADABLE;
        }
        try {
            TemporalAccessor read =
                    pattern.parse(new String(bytes, from, to - from, StandardCharsets.UTF_8));
            if (read.isSupported(ChronoField.INSTANT_SECONDS)) {
                return read.getLong(ChronoField.INSTANT_SECONDS) * 1000
                        + read.get(ChronoField.MILLI_OF_SECOND);
            }
            LocalTime time = read.query(TemporalQueries.localTime());
            LocalDateTime local =
                    LocalDate.from(read).atTime(time == null ? LocalTime.MIDNIGHT : time);
            ZoneId offset = read.query(TemporalQueries.zone());
            if (offset instanceof ZoneOffset fixed) {
                return local.toInstant(fixed).toEpochMilli();
            }
            return zone == null
                    ? UNREADABLE
                    : zone.toMillis(
                            local.toLocalDate().toEpochDay(),
                            local.toLocalTime().toNanoOfDay() / 1_000_000);
        } catch (DateTimeException unreadable) {
            return UNREADABLE;
        }
    }
}
