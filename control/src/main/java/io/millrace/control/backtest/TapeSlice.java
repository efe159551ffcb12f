package io.millrace.control.backtest;

import io.millrace.connectors.files.TapeFilter;
import io.millrace.control.CommandFailure;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The part of a tape that {@code --symbols}, {@code --from} and {@code --to} ask for. */
public final class TapeSlice {

    private TapeSlice() {}

    /** Reads the options; dates are in the market's zone. */
    public static TapeFilter of(
            Set<String> symbols, @Nullable String from, @Nullable String to, ZoneId zone) {
        long start = from == null ? Long.MIN_VALUE : instant("--from", from, zone);
        long end = to == null ? Long.MAX_VALUE : instant("--to", to, zone);
        if (start >= end) {
            throw CommandFailure.usage("--from: " + from + " (expected: before --to, " + to + ")");
        }
        if (symbols.contains("")) {
            throw CommandFailure.usage("--symbols: empty (expected: names such as SPY,AAPL)");
        }
        return new TapeFilter(symbols, start, end);
    }

    private static long instant(String option, String text, ZoneId zone) {
        try {
            if (text.length() == "2024-01-02".length()) {
                return LocalDate.parse(text).atStartOfDay(zone).toInstant().toEpochMilli();
            }
            return text.endsWith("Z")
                    ? Instant.parse(text).toEpochMilli()
                    : OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw CommandFailure.usage(
                    option
                            + ": "
                            + text
                            + " (expected: a date such as 2024-01-02 or an instant such as"
                            + " 2024-01-02T14:30:00Z)");
        }
    }
}
