package io.millrace.domain.ensemble;

import io.millrace.domain.config.Settings;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When companies report.
 *
 * @param reportDays per symbol, as days since 1970-01-01 in the market's zone
 */
public record EarningsCalendar(Map<String, List<Long>> reportDays) implements Serializable {

    private static final String KEY = "ensemble.earnings";
    private static final Set<String> FIELDS = Set.of("symbol", "date");

    public EarningsCalendar {
        reportDays = Map.copyOf(reportDays);
    }

    static EarningsCalendar from(Settings settings) {
        Map<String, List<Long>> days = new HashMap<>();
        for (Map<String, Object> report : settings.sections(KEY)) {
            Object symbol = report.get("symbol");
            LocalDate date = date(report.get("date"));
            boolean usable = symbol != null && date != null && FIELDS.equals(report.keySet());
            settings.check(usable, KEY, report, "a symbol and a date such as 2024-02-01");
            if (symbol != null && date != null) {
                days.computeIfAbsent(symbol.toString(), any -> new ArrayList<>())
                        .add(date.toEpochDay());
            }
        }
        return new EarningsCalendar(days);
    }

    /** Calendar days to the nearest report, before or after; empty when none is known. */
    OptionalLong daysToNearest(String symbol, long atMillis, ZoneId zone) {
        List<Long> reports = reportDays.get(symbol);
        if (reports == null) {
            return OptionalLong.empty();
        }
        long today = LocalDate.ofInstant(Instant.ofEpochMilli(atMillis), zone).toEpochDay();
        return reports.stream().mapToLong(day -> Math.abs(day - today)).min();
    }

    /** YAML readers make a date of an unquoted one, at midnight UTC. */
    @SuppressWarnings("JavaUtilDate")
    private static @Nullable LocalDate date(@Nullable Object value) {
        if (value instanceof Date read) {
            return LocalDate.ofInstant(Instant.ofEpochMilli(read.getTime()), ZoneOffset.UTC);
        }
        try {
            return value == null ? null : LocalDate.parse(value.toString());
        } catch (java.time.format.DateTimeParseException unreadable) {
            return null;
        }
    }
}
