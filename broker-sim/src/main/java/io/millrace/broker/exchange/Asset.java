package io.millrace.broker.exchange;

/**
 * Something that can be traded.
 *
 * @param symbol as the tape names it
 * @param orderSymbol as orders name it: {@code BTC/USD} for a pair of coins
 * @param positionSymbol as positions name it: {@code BTCUSD}
 */
public record Asset(
        String id, String symbol, String orderSymbol, String positionSymbol, boolean crypto) {

    public String assetClass() {
        return crypto ? "crypto" : "us_equity";
    }

    public String exchange() {
        return crypto ? "CRYPTO" : "NYSE";
    }
}
