package io.millrace.connectors.alpaca;

import java.io.Serializable;
import java.net.URI;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where orders and market data go: Alpaca's paper account, or a simulator on loopback.
 *
 * <p>There is no spelling of any other order host; the addresses are compared as text, so that
 * nothing a parser would forgive (user names, dots, upper case, escapes) is forgiven here. A record
 * that comes back from the wire is checked again by its constructor, and {@link PaperOnlySockets}
 * checks where the socket is opened.
 *
 * @param trading base address of the trading API, without a path
 * @param data base address of the market-data API, without a path
 */
public record AlpacaEndpoint(String trading, String data) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Alpaca's paper host, the only one outside this machine that ever sees an order. */
    public static final String PAPER = "https://paper-api.alpaca.markets";

    /** Alpaca's market data, which takes no orders. */
    public static final String MARKET_DATA = "https://data.alpaca.markets";

    private static final String MARKET_DATA_STREAM = "wss://stream.data.alpaca.markets";

    static final Set<String> REMOTE_HOSTS =
            Set.of("paper-api.alpaca.markets", "data.alpaca.markets", "stream.data.alpaca.markets");

    /** No leading zero: {@code 010} is eight to some readers and ten to others. */
    private static final Pattern LOOPBACK =
            Pattern.compile(
                    "https?://(?:127\\.0\\.0\\.1|\\[::1\\]|localhost)(?::([1-9][0-9]{0,4}))?");

    private static final int LAST_PORT = 65_535;

    /**
     * Refuses every address that is not one of the few.
     *
     * @throws IllegalArgumentException naming the value and what was expected
     */
    public AlpacaEndpoint {
        allow("trading-url", trading, PAPER);
        allow("data-url", data, MARKET_DATA);
    }

    /** Alpaca's paper account with Alpaca's market data. */
    public static AlpacaEndpoint paper() {
        return new AlpacaEndpoint(PAPER, MARKET_DATA);
    }

    /** Whether orders leave this machine. */
    public boolean isPaper() {
        return trading.equals(PAPER);
    }

    /** Where the account's orders and fills are told without being asked. */
    public URI tradeUpdates() {
        return URI.create(streamOf(trading) + "/stream");
    }

    /**
     * Where market data is told without being asked.
     *
     * @param path such as {@code /v2/iex} or {@code /v1beta3/crypto/us}
     */
    public URI marketStream(String path) {
        return URI.create((data.equals(MARKET_DATA) ? MARKET_DATA_STREAM : streamOf(data)) + path);
    }

    private static String streamOf(String base) {
        return "ws" + base.substring("http".length());
    }

    private static void allow(String name, String value, String remote) {
        if (!value.equals(remote) && !isLoopback(value)) {
            throw new IllegalArgumentException(
                    name
                            + ": "
                            + value
                            + " (expected: "
                            + remote
                            + ", or http(s) on 127.0.0.1, [::1] or localhost; nothing after the"
                            + " port)");
        }
    }

    private static boolean isLoopback(String value) {
        Matcher loopback = LOOPBACK.matcher(value);
        if (!loopback.matches()) {
            return false;
        }
        String port = loopback.group(1);
        return port == null || Integer.parseInt(port) <= LAST_PORT;
    }
}
