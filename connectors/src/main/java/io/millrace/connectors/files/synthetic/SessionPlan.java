package io.millrace.connectors.files.synthetic;

import io.millrace.domain.market.TradingSession;

/**
 * What is settled about a symbol's session before its first minute.
 *
 * @param openPrice first price after the overnight gap, in cents
 * @param volatility deviation of one minute's return at its quietest, as a fraction
 * @param volumePerMinute shares in an average minute
 * @param haltFrom first minute of a trading halt, and {@code haltTo} the first one after it; equal
 *     when there is none
 */
record SessionPlan(
        TradingSession session,
        double openPrice,
        double volatility,
        double volumePerMinute,
        int haltFrom,
        int haltTo) {

    private static final double MINUTES = 390;
    private static final double HALTS_PER_SESSION = 0.03;
    private static final double NEWS_PER_SESSION = 0.02;

    static SessionPlan drawn(
            TradingSession session, SymbolCharacter symbol, double lastPrice, Noise noise) {
        double mood = noise.between(0.6, 1.5);
        boolean halted = noise.chance(HALTS_PER_SESSION);
        int from = 1 + noise.below((int) session.minutes() - 1);
        int length = halted ? 5 * (1 + noise.below(6)) : 0;
        return new SessionPlan(
                session,
                afterTheNight(symbol, lastPrice, noise),
                symbol.minuteVolatility() * mood,
                symbol.sessionVolume() / MINUTES * mood * noise.between(0.75, 1.1),
                from,
                from + length);
    }

    boolean isHalted(int minute) {
        return haltFrom <= minute && minute < haltTo;
    }

    /** How much busier than average the minute is: a U over the session with mean 1. */
    double busyness(int minute) {
        double place = 2.0 * minute / (session.minutes() - 1) - 1;
        return 0.5 + 1.5 * place * place;
    }

    /** A gap, sometimes a large one, and a pull home that keeps prices in a tradable range. */
    private static double afterTheNight(SymbolCharacter symbol, double lastPrice, Noise noise) {
        double nightly = symbol.minuteVolatility() * 8;
        double news = noise.chance(NEWS_PER_SESSION) ? 5 : 1;
        double pull = 0.01 * (symbol.homePrice() - lastPrice);
        return lastPrice * (1 + nightly * news * noise.bell()) + pull;
    }
}
