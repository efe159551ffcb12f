package io.millrace.broker.data;

import com.linecorp.armeria.common.QueryParams;
import io.millrace.domain.market.Market;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks of the history, both ends included.
 *
 * @param symbols as on the tape
 * @param after where the page before ended, or null for the first page
 */
record DataQuery(
        SortedSet<String> symbols,
        long startMillis,
        long endMillis,
        int limit,
        boolean descending,
        @Nullable Page after) {

    private static final int STANDARD_LIMIT = 1_000;
    private static final int LARGEST_LIMIT = 10_000;
    private static final int DATE_LENGTH = 10;
    private static final Set<String> FEEDS =
            Set.of("sip", "iex", "delayed_sip", "boats", "overnight", "otc");

    /** Reads the parameters of a request for a range. */
    static DataQuery of(
            QueryParams params, SortedSet<String> symbols, Market market, long nowMillis) {
        ZoneId zone = market.calendar().zone();
        String start = params.get("start");
        String end = params.get("end");
        String token = params.get("page_token");
        long today =
                Instant.ofEpochMilli(nowMillis)
                        .atZone(zone)
                        .toLocalDate()
                        .atStartOfDay(zone)
                        .toInstant()
                        .toEpochMilli();
        DataQuery query =
                new DataQuery(
                        symbols,
                        start == null ? today : start(start, zone),
                        end == null ? nowMillis : end(end, zone),
                        limit(params),
                        isDescending(params),
                        token == null || token.isEmpty() ? null : Page.parse(token));
        if (end != null && query.endMillis < query.startMillis) {
            throw DataFault.badRequest("end should not be before start");
        }
        return query;
    }

    /** The symbols of a request, one in its path or a list in its parameters. */
    static SortedSet<String> symbols(
            @Nullable String inPath, QueryParams params, AssetClass assets) {
        String listed = inPath == null ? params.get("symbols") : inPath;
        if (listed == null || listed.isEmpty()) {
            throw DataFault.badRequest("symbols is required");
        }
        SortedSet<String> symbols = new TreeSet<>();
        for (String symbol : listed.split(",", -1)) {
            if (!assets.isValid(symbol)) {
                throw DataFault.badRequest(
                        "invalid symbol: " + symbol + " does not match " + assets.pattern());
            }
            symbols.add(assets.onTape(symbol));
        }
        return symbols;
    }

    /** Refuses a feed that there is not. */
    static void checkFeed(QueryParams params) {
        String feed = params.get("feed");
        if (feed != null && !FEEDS.contains(feed)) {
            throw DataFault.badRequest("invalid feed: " + feed);
        }
    }

    private static int limit(QueryParams params) {
        String text = params.get("limit");
        if (text == null || text.isEmpty()) {
            return STANDARD_LIMIT;
        }
        int limit;
        try {
            limit = Integer.parseInt(text);
        } catch (NumberFormatException unreadable) {
            throw DataFault.badRequest("invalid limit: " + text);
        }
        if (limit > LARGEST_LIMIT) {
            throw DataFault.badRequest(
                    "invalid limit: larger than the allowed maximum of " + LARGEST_LIMIT);
        }
        if (limit < 1) {
            throw DataFault.badRequest("invalid limit: smaller than the allowed minimum of 1");
        }
        return limit;
    }

    private static boolean isDescending(QueryParams params) {
        String sort = params.get("sort", "asc");
        if (!Arrays.asList("asc", "desc").contains(sort)) {
            throw DataFault.badRequest("invalid sort: " + sort);
        }
        return sort.equals("desc");
    }

    private static long start(String text, ZoneId zone) {
        if (text.length() == DATE_LENGTH) {
            return midnight(text, "start", 0, zone);
        }
        Instant instant = instant(text, "start");
        // nothing finer than a millisecond is published: what begins within one is the next one
        return instant.toEpochMilli()
                + (instant.truncatedTo(ChronoUnit.MILLIS).equals(instant) ? 0 : 1);
    }

    private static long end(String text, ZoneId zone) {
        return text.length() == DATE_LENGTH
                ? midnight(text, "end", 1, zone) - 1
                : instant(text, "end").toEpochMilli();
    }

    private static long midnight(String text, String name, int daysLater, ZoneId zone) {
        try {
            return LocalDate.parse(text)
                    .plusDays(daysLater)
                    .atStartOfDay(zone)
                    .toInstant()
                    .toEpochMilli();
        } catch (DateTimeException unreadable) {
            throw invalid(name, text);
        }
    }

    private static Instant instant(String text, String name) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException unreadable) {
            throw invalid(name, text);
        }
    }

    private static DataFault invalid(String name, String text) {
        return DataFault.badRequest(
                "invalid " + name + ": " + text + " (expected RFC-3339 or YYYY-MM-DD)");
    }
}
