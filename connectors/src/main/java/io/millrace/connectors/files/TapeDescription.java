package io.millrace.connectors.files;

import io.millrace.domain.config.Settings;
import io.millrace.domain.market.Resolution;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a {@code tape.yaml}.
 *
 * <p>A text that is absent is empty. Columns are names where the files have a header, and numbers
 * from 1 where they have none.
 *
 * @param files glob of file names that are meant
 * @param symbolFileName file name with {@code {symbol}} in it
 * @param pattern of {@link TimeFormat#PATTERN}
 */
record TapeDescription(
        TapeKind kind,
        char delimiter,
        boolean header,
        RowOrder order,
        String resolution,
        String files,
        String symbolColumn,
        String symbolFileName,
        String symbolConstant,
        String timeColumn,
        TimeFormat timeFormat,
        String pattern,
        String zone,
        boolean endStamped,
        String open,
        String high,
        String low,
        String close,
        String volume,
        String price,
        String size) {

    private static final String SYMBOL = "{symbol}";
    private static final Pattern ZONE_LETTER = Pattern.compile("[VzOXxZ]");

    private enum Stamp {
        START,
        END
    }

    static TapeDescription from(Settings settings) {
        TapeKind kind = settings.choice("kind", TapeKind.class, TapeKind.BARS);
        boolean bars = kind == TapeKind.BARS;
        TapeDescription read =
                new TapeDescription(
                        kind,
                        delimiter(settings),
                        settings.flag("header", true),
                        settings.choice("order", RowOrder.class, RowOrder.ASCENDING),
                        settings.text("resolution", ""),
                        settings.text("files", "*.{csv,csv.gz,txt}"),
                        settings.text("symbol.column", ""),
                        settings.text("symbol.file-name", ""),
                        settings.text("symbol.constant", ""),
                        settings.text("time.column", ""),
                        settings.choice("time.format", TimeFormat.class, TimeFormat.AUTO),
                        settings.text("time.pattern", ""),
                        settings.text("time.zone", ""),
                        settings.choice("time.stamp", Stamp.class, Stamp.START) == Stamp.END,
                        settings.text("columns.open", bars ? "open" : ""),
                        settings.text("columns.high", bars ? "high" : ""),
                        settings.text("columns.low", bars ? "low" : ""),
                        settings.text("columns.close", bars ? "close" : ""),
                        settings.text("columns.volume", bars ? "volume" : ""),
                        settings.text("columns.price", bars ? "" : "price"),
                        settings.text("columns.size", bars ? "" : "size"));
        read.checkSymbol(settings);
        read.checkTime(settings);
        read.checkColumns(settings);
        return read;
    }

    boolean claims(String fileName) {
        return symbolFileName.isEmpty()
                ? FileSystems.getDefault()
                        .getPathMatcher("glob:" + files)
                        .matches(Path.of(fileName))
                : matched(fileName).matches();
    }

    /** The symbol of every row of a file, or null where a column tells it. */
    @Nullable String symbolOf(String fileName) {
        if (!symbolConstant.isEmpty()) {
            return symbolConstant;
        }
        if (symbolFileName.isEmpty()) {
            return null;
        }
        Matcher matched = matched(fileName);
        return matched.matches() ? matched.group(1) : null;
    }

    private Matcher matched(String fileName) {
        int at = symbolFileName.indexOf(SYMBOL);
        String regex =
                wildcards(symbolFileName.substring(0, at))
                        + "([A-Za-z0-9.^=-]+)"
                        + wildcards(symbolFileName.substring(at + SYMBOL.length()));
        return Pattern.compile(regex).matcher(fileName);
    }

    private static String wildcards(String text) {
        StringBuilder regex = new StringBuilder();
        for (String part : text.split("(?=\\*)|(?<=\\*)", -1)) {
            regex.append(part.equals("*") ? ".*" : Pattern.quote(part));
        }
        return regex.toString();
    }

    private static char delimiter(Settings settings) {
        String text = settings.text("delimiter", ",");
        String one = text.equals("tab") ? "\t" : text;
        boolean good = one.length() == 1 && ",;|\t ".contains(one);
        settings.check(good, "delimiter", text, "one of , ; | tab or a blank");
        return good ? one.charAt(0) : ',';
    }

    private void checkSymbol(Settings settings) {
        List<String> given =
                List.of(symbolColumn, symbolFileName, symbolConstant).stream()
                        .filter(one -> !one.isEmpty())
                        .toList();
        settings.check(
                given.size() == 1,
                "symbol",
                given.isEmpty() ? "missing" : String.join(" and ", given),
                "exactly one of symbol.column, symbol.file-name, symbol.constant");
        settings.check(
                symbolFileName.isEmpty() || symbolFileName.contains(SYMBOL),
                "symbol.file-name",
                symbolFileName,
                "a file name with " + SYMBOL + " in it");
        settings.check(
                order != RowOrder.BY_SYMBOL || !symbolColumn.isEmpty(),
                "order",
                "by-symbol",
                "a symbol.column to tell the symbols apart");
        settings.check(isGlob(files), "files", files, "a file name with *, ? or {a,b}");
    }

    private void checkTime(Settings settings) {
        settings.check(!timeColumn.isEmpty(), "time.column", "missing", "the column of the time");
        settings.check(
                zone.isEmpty() || isZone(zone),
                "time.zone",
                zone,
                "a zone such as America/New_York");
        boolean patterned = timeFormat == TimeFormat.PATTERN;
        settings.check(
                patterned != pattern.isEmpty(),
                "time.pattern",
                pattern.isEmpty() ? "missing" : pattern,
                "a pattern where time.format is pattern, and only there");
        settings.check(
                pattern.isEmpty() || isPattern(pattern),
                "time.pattern",
                pattern,
                "a pattern such as dd.MM.yyyy HH:mm");
        settings.check(
                !patterned || !zone.isEmpty() || ZONE_LETTER.matcher(pattern).find(),
                "time.zone",
                "missing",
                "the zone that local times are meant in");
        settings.check(
                timeFormat != TimeFormat.DAY_MILLIS,
                "time.format",
                "day-millis",
                "another format, because no file of this tape has a date of its own");
    }

    private void checkColumns(Settings settings) {
        boolean bars = kind == TapeKind.BARS;
        settings.check(
                resolution.isEmpty() || Resolution.labelled(resolution).isPresent(),
                "resolution",
                resolution,
                "1m, 1h or 1d");
        settings.check(bars || resolution.isEmpty(), "resolution", resolution, "none for trades");
        settings.check(bars || !endStamped, "time.stamp", "end", "start for trades");
        check(settings, bars, List.of("open", "high", "low", "close", "volume"), values(true));
        check(settings, !bars, List.of("price", "size"), values(false));
        if (!header) {
            settings.check(isNumber(timeColumn), "time.column", timeColumn, "a number from 1 on");
            settings.check(
                    symbolColumn.isEmpty() || isNumber(symbolColumn),
                    "symbol.column",
                    symbolColumn,
                    "a number from 1 on");
        }
    }

    private void check(Settings settings, boolean used, List<String> names, List<String> values) {
        for (int i = 0; i < names.size(); i++) {
            String key = "columns." + names.get(i);
            String value = values.get(i);
            settings.check(
                    used || value.isEmpty(),
                    key,
                    value,
                    "no such column for " + kind.name().toLowerCase(Locale.ROOT));
            settings.check(
                    !used || header || isNumber(value),
                    key,
                    value,
                    "a number from 1 on, because there is no header");
        }
    }

    private List<String> values(boolean bars) {
        return bars ? List.of(open, high, low, close, volume) : List.of(price, size);
    }

    private static boolean isNumber(String text) {
        return text.matches("[1-9][0-9]{0,2}");
    }

    private static boolean isZone(String text) {
        try {
            ZoneId.of(text);
            return true;
        } catch (java.time.DateTimeException unknown) {
            return false;
        }
    }

    private static boolean isPattern(String text) {
        try {
            var unused = DateTimeFormatter.ofPattern(text, Locale.ENGLISH);
            return true;
        } catch (IllegalArgumentException broken) {
            return false;
        }
    }

    private static boolean isGlob(String text) {
        try {
            FileSystems.getDefault().getPathMatcher("glob:" + text);
            return true;
        } catch (PatternSyntaxException broken) {
            return false;
        }
    }
}
