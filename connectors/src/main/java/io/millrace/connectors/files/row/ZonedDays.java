package io.millrace.connectors.files.row;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * Local times of a zone as epoch milliseconds, with the offset of a day looked up once.
 *
 * <p>A time that a clock change skipped does not exist and is unreadable; of a time that happened
 * twice the first is meant.
 */
final class ZonedDays {

    private static final long DAY_MILLIS = 86_400_000L;

    private final ZoneRules rules;
    private long day = Long.MIN_VALUE;
    private boolean changes;
    private long offsetMillis;

    ZonedDays(ZoneId zone) {
        rules = zone.getRules();
    }

    long toMillis(long epochDay, long millisOfDay) {
        if (epochDay != day) {
            lookUp(epochDay);
        }
        if (changes) {
            return onADayOfChange(epochDay, millisOfDay);
        }
        return epochDay * DAY_MILLIS + millisOfDay - offsetMillis;
    }

    private void lookUp(long epochDay) {
        LocalDate date = LocalDate.ofEpochDay(epochDay);
        List<ZoneOffset> first = rules.getValidOffsets(date.atStartOfDay());
        List<ZoneOffset> last = rules.getValidOffsets(date.plusDays(1).atStartOfDay());
        day = epochDay;
        changes = first.size() != 1 || !first.equals(last);
        offsetMillis = changes ? 0 : 1000L * first.get(0).getTotalSeconds();
    }

    private long onADayOfChange(long epochDay, long millisOfDay) {
        LocalDateTime local =
                LocalDate.ofEpochDay(epochDay)
                        .atTime(LocalTime.ofNanoOfDay(millisOfDay * 1_000_000));
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        return offsets.isEmpty()
                ? Stamps.UNREADABLE
                : local.toInstant(offsets.get(0)).toEpochMilli();
    }
}
