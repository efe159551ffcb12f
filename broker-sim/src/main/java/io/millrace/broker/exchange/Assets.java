package io.millrace.broker.exchange;

import io.millrace.domain.market.Market;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the broker trades: the symbols of the tape. */
public final class Assets {

    private static final List<String> QUOTES = List.of("USDT", "USDC", "USD", "EUR", "BTC");

    private final Map<String, Asset> bySymbol = new TreeMap<>();
    private final Map<String, Asset> byAnyName = new TreeMap<>();

    public Assets(Market market, Collection<String> symbols) {
        for (String symbol : symbols) {
            Asset asset = asset(market, symbol);
            bySymbol.put(symbol, asset);
            for (String name :
                    List.of(symbol, asset.orderSymbol(), asset.positionSymbol(), asset.id())) {
                byAnyName.put(name.toUpperCase(Locale.ROOT), asset);
            }
        }
    }

    public Collection<Asset> all() {
        return bySymbol.values();
    }

    /** The asset by symbol, pair or id. */
    public Optional<Asset> find(String name) {
        return Optional.ofNullable(byAnyName.get(name.toUpperCase(Locale.ROOT)));
    }

    /** The asset of a symbol that is known to be traded. */
    public Asset of(String symbol) {
        Asset asset = bySymbol.get(symbol);
        if (asset == null) {
            throw new IllegalArgumentException("symbol: " + symbol + " (expected: on the tape)");
        }
        return asset;
    }

    private static Asset asset(Market market, String symbol) {
        boolean crypto = market == Market.CRYPTO;
        String joined = crypto ? symbol.replace("/", "").replace("-", "") : symbol;
        return new Asset(
                Ids.named("asset:" + joined),
                symbol,
                crypto ? pair(joined) : symbol,
                joined,
                crypto);
    }

    private static String pair(String joined) {
        for (String quote : QUOTES) {
            if (joined.endsWith(quote) && joined.length() > quote.length()) {
                return joined.substring(0, joined.length() - quote.length()) + "/" + quote;
            }
        }
        return joined;
    }
}
