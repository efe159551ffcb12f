package io.millrace.connectors.alpaca.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.domain.market.Bar;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;

/** Reads Alpaca's bars, and writes its symbols. */
final class BarMessages {

    /** The longest first: {@code BTCUSDT} ends with all but one of them. */
    private static final List<String> QUOTED_IN = List.of("USDT", "USDC", "USD", "BTC");

    private final MarketFeedOptions options;

    BarMessages(MarketFeedOptions options) {
        this.options = options;
    }

    /** Our name of a symbol: pairs without a slash. */
    String ours(String symbol) {
        return options.isCrypto() ? symbol.replace("/", "") : symbol;
    }

    /** Alpaca's name of a symbol: pairs with a slash. */
    String theirs(String symbol) {
        if (!options.isCrypto() || symbol.contains("/")) {
            return symbol;
        }
        for (String quoted : QUOTED_IN) {
            if (symbol.length() > quoted.length() && symbol.endsWith(quoted)) {
                return symbol.substring(0, symbol.length() - quoted.length()) + "/" + quoted;
            }
        }
        return symbol;
    }

    /**
     * The bar of a document.
     *
     * @throws IOException naming the field that cannot be read
     */
    Bar bar(String theirSymbol, JsonNode node) throws IOException {
        long start = millis(node.path("t").asText());
        return new Bar(
                ours(theirSymbol),
                start,
                start + options.resolution().millis(),
                number(node, "o"),
                number(node, "h"),
                number(node, "l"),
                number(node, "c"),
                number(node, "v"));
    }

    private static long millis(String text) throws IOException {
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            throw new IOException("t: " + text + " (expected: an instant)", e);
        }
    }

    private static double number(JsonNode node, String name) throws IOException {
        JsonNode value = node.path(name);
        if (!value.isNumber()) {
            throw new IOException(name + ": " + value + " (expected: a number)");
        }
        return Double.parseDouble(value.asText());
    }
}
