package io.millrace.domain.alpha;

/**
 * One alpha's statement about one symbol. {@code FLAT} withdraws what the alpha said before.
 *
 * @param generatedAtMillis end of the bar that caused it
 * @param closesAtMillis last instant at which it still counts
 */
public record Insight(
        AlphaName alpha,
        String symbol,
        long generatedAtMillis,
        long closesAtMillis,
        Direction direction) {}
