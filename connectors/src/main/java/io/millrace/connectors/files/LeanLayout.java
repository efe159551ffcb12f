package io.millrace.connectors.files;

import io.millrace.domain.market.Market;
import io.millrace.domain.market.Resolution;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The folders and zips in which QuantConnect's LEAN keeps trade bars.
 *
 * <p>{@code minute/<symbol>/yyyymmdd_trade.zip} holds one day; {@code hour/<symbol>.zip} and {@code
 * daily/<symbol>.zip} hold everything. Equity prices are in 1/10000 dollars and New York time,
 * crypto prices plain and in UTC.
 */
final class LeanLayout {

    private static final int COLUMNS = 6;
    private static final String TRADE = "_trade.zip";

    private LeanLayout() {}

    /** How to read the zip, or null where its place is not one of LEAN's for trade bars. */
    static @Nullable TapeCandidate describe(Path path, String name, Market market) {
        Path whole = path.toAbsolutePath().normalize();
        String file = String.valueOf(whole.getFileName()).toLowerCase(Locale.ROOT);
        String folder = folderName(whole, 1);
        if (!file.endsWith(".zip") || file.endsWith("_quote.zip")) {
            return null;
        }
        boolean crypto = isCrypto(whole, market);
        if (folderName(whole, 2).equals("minute") && file.endsWith(TRADE)) {
            LocalDate date = date(file.substring(0, file.length() - TRADE.length()));
            return date == null
                    ? null
                    : candidate(path, name, folder, Resolution.MINUTE, layout(crypto, date));
        }
        Resolution resolution = resolution(folder);
        if (resolution == null) {
            return null;
        }
        String bare = file.endsWith(TRADE) ? file.replace(TRADE, "") : file.replace(".zip", "");
        return candidate(path, name, bare, resolution, layout(crypto, null));
    }

    private static TapeCandidate candidate(
            Path path, String name, String symbol, Resolution resolution, RowLayout layout) {
        return new TapeCandidate(
                path,
                onlyCsv(path, name),
                name,
                layout,
                resolution,
                symbol.toUpperCase(Locale.ROOT),
                true);
    }

    private static @Nullable Resolution resolution(String folder) {
        return switch (folder) {
            case "hour" -> Resolution.HOUR;
            case "daily" -> Resolution.DAY;
            default -> null;
        };
    }

    private static RowLayout layout(boolean crypto, @Nullable LocalDate date) {
        return new RowLayout(
                TapeKind.BARS,
                ',',
                0,
                COLUMNS,
                -1,
                0,
                1,
                2,
                3,
                4,
                5,
                crypto ? 0 : 4,
                date == null ? TimeFormat.PATTERN : TimeFormat.DAY_MILLIS,
                date == null ? "yyyyMMdd HH:mm" : null,
                crypto ? "UTC" : "America/New_York",
                date == null ? 0 : date.toEpochDay(),
                false,
                RowOrder.ASCENDING);
    }

    private static boolean isCrypto(Path path, Market market) {
        for (Path part : path) {
            switch (part.toString().toLowerCase(Locale.ROOT)) {
                case "equity" -> {
                    return false;
                }
                case "crypto" -> {
                    return true;
                }
                default -> {}
            }
        }
        return market == Market.CRYPTO;
    }

    private static String onlyCsv(Path path, String name) {
        try (ZipFile zip = new ZipFile(path.toFile())) {
            List<String> entries = new ArrayList<>();
            zip.stream()
                    .map(ZipEntry::getName)
                    .filter(one -> one.toLowerCase(Locale.ROOT).endsWith(".csv"))
                    .forEach(entries::add);
            if (entries.size() != 1) {
                throw new TapeException(name, "entries " + entries, "one .csv in the zip");
            }
            return entries.get(0);
        } catch (IOException unreadable) {
            throw new TapeException(
                    name, "unreadable, " + unreadable.getMessage(), "a zip archive", unreadable);
        }
    }

    private static @Nullable LocalDate date(String digits) {
        try {
            return LocalDate.parse(digits, DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeException other) {
            return null;
        }
    }

    private static String folderName(Path path, int above) {
        int place = path.getNameCount() - 1 - above;
        return place < 0 ? "" : path.getName(place).toString().toLowerCase(Locale.ROOT);
    }
}
