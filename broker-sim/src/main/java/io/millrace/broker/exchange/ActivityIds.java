package io.millrace.broker.exchange;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The ids of account activities: New York's time, then a name. */
public final class ActivityIds {

    /** The zone of Alpaca's dates. */
    public static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private static final DateTimeFormatter PREFIX =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS", Locale.ROOT).withZone(NEW_YORK);

    private ActivityIds() {}

    /** Sorts as the executions do, those of one instant too: the count leads the name. */
    static String of(long atMillis, long count, String executionId) {
        String name = String.format(Locale.ROOT, "%08x", count) + executionId.substring(8);
        return PREFIX.format(Instant.ofEpochMilli(atMillis)) + "::" + name;
    }
}
