package io.millrace.connectors.alpaca.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.connectors.alpaca.AlpacaHttp;
import io.millrace.domain.market.Bar;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Asks for the bars that no stream has told. */
final class GapFill {

    private static final String PAGE = "10000";

    private final AlpacaHttp http;
    private final MarketFeedOptions options;
    private final BarMessages messages;

    GapFill(AlpacaHttp http, MarketFeedOptions options, BarMessages messages) {
        this.http = http;
        this.options = options;
        this.messages = messages;
    }

    /**
     * What was found.
     *
     * @param settledMillis every bar that ends before it is here: it had ended when the first page
     *     was read, and all other pages were read later
     */
    record Found(List<Bar> bars, long settledMillis) {}

    /** All bars that end after an instant. */
    Found after(long millis) throws IOException {
        Map<String, String> query = new TreeMap<>();
        query.put(
                "symbols",
                options.symbols().stream().map(messages::theirs).collect(Collectors.joining(",")));
        query.put("timeframe", timeframe());
        query.put("start", Instant.ofEpochMilli(millis).toString());
        query.put("limit", PAGE);
        query.put("sort", "asc");
        if (!options.isCrypto()) {
            query.put("feed", options.feed());
            query.put("adjustment", "raw");
        }
        List<Bar> bars = new ArrayList<>();
        long settled = Long.MIN_VALUE;
        String next = "";
        do {
            JsonNode page = http.getData(options.barsPath(), query);
            for (Map.Entry<String, JsonNode> symbol : page.path("bars").properties()) {
                for (JsonNode bar : symbol.getValue()) {
                    bars.add(messages.bar(symbol.getKey(), bar));
                }
            }
            if (next.isEmpty()) {
                settled = bars.stream().mapToLong(Bar::endMillis).max().orElse(Long.MIN_VALUE);
            }
            JsonNode token = page.path("next_page_token");
            next = token.isTextual() ? token.asText() : "";
            query.put("page_token", next);
        } while (!next.isEmpty());
        return new Found(bars, settled);
    }

    private String timeframe() {
        return switch (options.resolution()) {
            case MINUTE -> "1Min";
            case HOUR -> "1Hour";
            case DAY -> "1Day";
        };
    }
}
