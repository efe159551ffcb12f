package io.millrace.broker.data;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the API calls the symbols of a tape, and which symbols it takes. */
enum AssetClass {
    STOCKS(Pattern.compile("^[A-Z0-9]+([./-][A-Z0-9]+)*$")),
    /** A coin is {@code BTCUSD} on a tape and {@code BTC/USD} at the broker. */
    CRYPTO(Pattern.compile("^[A-Z0-9]+(/[A-Z0-9]+)?$"));

    private static final List<String> QUOTE_CURRENCIES = List.of("USDT", "USDC", "USD", "BTC");

    private final Pattern valid;

    AssetClass(Pattern valid) {
        this.valid = valid;
    }

    /** The symbol of a tape as the API says it. */
    String named(String symbol) {
        if (this == STOCKS || symbol.indexOf('/') >= 0) {
            return symbol;
        }
        for (String currency : QUOTE_CURRENCIES) {
            if (symbol.endsWith(currency) && symbol.length() > currency.length()) {
                return symbol.substring(0, symbol.length() - currency.length()) + "/" + currency;
            }
        }
        return symbol;
    }

    /** The symbol of the tape that a client means. */
    String onTape(String symbol) {
        return this == STOCKS ? symbol : symbol.replace("/", "").toUpperCase(Locale.ROOT);
    }

    boolean isValid(String symbol) {
        return valid.matcher(symbol).matches();
    }

    String pattern() {
        return valid.pattern();
    }
}
