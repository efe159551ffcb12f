package io.millrace.connectors.files;

import io.millrace.connectors.files.row.Fields;
import io.millrace.connectors.files.row.Lines;
import io.millrace.connectors.files.row.TapeLines;
import io.millrace.domain.market.Resolution;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Millrace's own two kinds of CSV, known by their header. */
final class MillraceCsv {

    private static final List<String> BARS =
            List.of("symbol", "ts", "open", "high", "low", "close", "volume");
    private static final List<String> TRADES = List.of("symbol", "ts", "price", "size");

    private MillraceCsv() {}

    static TapeCandidate describe(Path path, String name) {
        List<String> header = header(path, null, name, ',');
        List<String> found = header.stream().map(one -> one.toLowerCase(Locale.ROOT)).toList();
        if (!found.equals(BARS) && !found.equals(TRADES)) {
            throw new TapeException(
                    name,
                    "header " + String.join(",", header),
                    "%s or %s, or a tape.yaml beside the file"
                            .formatted(String.join(",", BARS), String.join(",", TRADES)));
        }
        RowLayout layout = found.equals(BARS) ? bars() : trades();
        return new TapeCandidate(path, null, name, layout, resolution(name), null, false);
    }

    /** The fields of a file's first line that is not blank. */
    static List<String> header(Path path, @Nullable String entry, String name, char delimiter) {
        try (Lines lines = TapeLines.written(path, entry, 0)) {
            if (!lines.next()) {
                throw new TapeException(name, "empty", "a header and rows");
            }
            Fields fields = new Fields(delimiter);
            int count = fields.cut(lines);
            List<String> names = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                names.add(fields.text(i));
            }
            return names;
        } catch (IOException unreadable) {
            throw new TapeException(
                    name, "unreadable, " + unreadable.getMessage(), "a readable file", unreadable);
        }
    }

    private static RowLayout bars() {
        return new RowLayout(
                TapeKind.BARS,
                ',',
                1,
                BARS.size(),
                0,
                1,
                2,
                3,
                4,
                5,
                6,
                0,
                TimeFormat.AUTO,
                null,
                null,
                0,
                false,
                RowOrder.ASCENDING);
    }

    private static RowLayout trades() {
        return new RowLayout(
                TapeKind.TRADES,
                ',',
                1,
                TRADES.size(),
                0,
                1,
                -1,
                -1,
                -1,
                2,
                3,
                0,
                TimeFormat.AUTO,
                null,
                null,
                0,
                false,
                RowOrder.ASCENDING);
    }

    /** The resolution that a word of the file's name or folder tells, or null. */
    private static @Nullable Resolution resolution(String name) {
        Resolution told = null;
        for (String word : name.toLowerCase(Locale.ROOT).split("[^a-z0-9]+", -1)) {
            told =
                    switch (word) {
                        case "1m", "1min", "minute" -> Resolution.MINUTE;
                        case "1h", "hour" -> Resolution.HOUR;
                        case "1d", "daily" -> Resolution.DAY;
                        default -> told;
                    };
        }
        return told;
    }
}
