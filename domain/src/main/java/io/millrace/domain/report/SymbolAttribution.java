package io.millrace.domain.report;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one symbol contributed to the profit of a run.
 *
 * @param roundTrips how many closed
 * @param realised profit of the closed round trips
 * @param unrealised profit of the position that is still open, at its last price; zero without one
 * @param fees of all its fills; already part of both profits
 */
public record SymbolAttribution(
        String symbol,
        int roundTrips,
        BigDecimal realised,
        BigDecimal unrealised,
        BigDecimal fees) {

    /**
     * One row per symbol traded, in the order of the symbols; the totals add up to the profit of
     * the run.
     *
     * @param lastPrices last price of every symbol that is still held
     * @throws IllegalArgumentException when the price of an open position is missing
     */
    public static List<SymbolAttribution> of(RoundTrips trips, Map<String, BigDecimal> lastPrices) {
        Map<String, SymbolAttribution> rows = new TreeMap<>();
        for (RoundTrip trip : trips.closed()) {
            rows.merge(
                    trip.symbol(),
                    new SymbolAttribution(
                            trip.symbol(), 1, trip.profit(), BigDecimal.ZERO, trip.fees()),
                    SymbolAttribution::plus);
        }
        for (OpenTrip trip : trips.open()) {
            BigDecimal price = lastPrices.get(trip.symbol());
            if (price == null) {
                throw new IllegalArgumentException(
                        "last price of " + trip.symbol() + ": missing (expected: a price)");
            }
            rows.merge(
                    trip.symbol(),
                    new SymbolAttribution(
                            trip.symbol(), 0, BigDecimal.ZERO, trip.profitAt(price), trip.fees()),
                    SymbolAttribution::plus);
        }
        return List.copyOf(rows.values());
    }

    public BigDecimal total() {
        return realised.add(unrealised);
    }

    private SymbolAttribution plus(SymbolAttribution other) {
        return new SymbolAttribution(
                symbol,
                roundTrips + other.roundTrips,
                realised.add(other.realised),
                unrealised.add(other.unrealised),
                fees.add(other.fees));
    }
}
