package io.millrace.connectors.files;

import io.millrace.connectors.files.row.TapeLines;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;

/** What the name of a one-day file tells about it. */
final class TapeDays {

    /** A row such as {@code 34200000,1234500,1234600,1234400,1234500,12345}. */
    private static final int USUAL_ROW_BYTES = 48;

    private TapeDays() {}

    static TapeSpan span(TapeCandidate candidate) {
        RowLayout layout = candidate.layout();
        ZoneId zone = ZoneId.of(layout.zone() == null ? "UTC" : layout.zone());
        LocalDate date = LocalDate.ofEpochDay(layout.epochDay());
        Instant first = date.atStartOfDay(zone).toInstant();
        Instant after = date.plusDays(1).atStartOfDay(zone).toInstant();
        long rows = Math.max(1, bytes(candidate) / USUAL_ROW_BYTES);
        return new TapeSpan(
                rows,
                rows,
                rows,
                first.toEpochMilli(),
                after.toEpochMilli() - 1,
                Set.of(),
                Set.of(),
                false,
                false,
                null);
    }

    private static long bytes(TapeCandidate candidate) {
        try (InputStream in = TapeLines.stream(candidate.path(), candidate.entry())) {
            return in.available();
        } catch (IOException unreadable) {
            throw new TapeException(
                    candidate.name(),
                    "unreadable, " + unreadable.getMessage(),
                    "a readable file",
                    unreadable);
        }
    }
}
