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

    private final Market market;

    /** The symbols that are known from the start; the tape may bring more. */
    public Assets(Market market, Collection<String> symbols) {
        this.market = market;
        symbols.forEach(this::of);
    }

    public Collection<Asset> all() {
        return bySymbol.values();
    }

    /** The asset by symbol, pair or id. */
    public Optional<Asset> find(String name) {
        return Optional.ofNullable(byAnyName.get(name.toUpperCase(Locale.ROOT)));
    }

    /** The asset of a symbol of the tape, which may be new. */
    public Asset of(String symbol) {
        return bySymbol.computeIfAbsent(symbol, this::named);
    }

    private Asset named(String symbol) {
        Asset asset = asset(market, symbol);
        for (String name :
                List.of(symbol, asset.orderSymbol(), asset.positionSymbol(), asset.id())) {
            byAnyName.put(name.toUpperCase(Locale.ROOT), asset);
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
