package io.millrace.connectors.files.synthetic;

/**
 * What stays the same about a symbol.
 *
 * @param homePrice the price around which it wanders, in cents
 * @param minuteVolatility deviation of one minute's return in an average session, as a fraction
 * @param sessionVolume shares in an average full session
 * @param quietMinutes share of the minutes without a single trade
 */
record SymbolCharacter(
        double homePrice, double minuteVolatility, double sessionVolume, double quietMinutes) {

    private static final double MINUTES = 390;

    /** Of twenty symbols, three trade too thinly for entries. */
    static SymbolCharacter drawn(Noise noise) {
        double daily = noise.between(0.010, 0.035);
        boolean thin = noise.chance(0.15);
        double size = noise.uniform();
        double volume = thin ? 60_000 + 340_000 * size : 800_000 + 20_000_000 * size * size * size;
        return new SymbolCharacter(
                noise.between(1_500, 40_000),
                daily / Math.sqrt(MINUTES),
                volume,
                thin ? 0.02 : 0.0003);
    }
}
