package io.millrace.connectors.alpaca;

import java.io.Serializable;

/**
 * How long Alpaca is waited for.
 *
 * @param connectMillis until a connection stands
 * @param callMillis until the whole answer is there
 * @param attempts how often a question (never an order) is asked before it counts as unanswered
 * @param firstPauseMillis between the first two attempts; it doubles from there
 * @param longestPauseMillis what a pause never exceeds, whatever a rate limit says
 * @param lookbackMillis how far back a snapshot shows orders that have ended
 */
public record AlpacaOptions(
        long connectMillis,
        long callMillis,
        int attempts,
        long firstPauseMillis,
        long longestPauseMillis,
        long lookbackMillis)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    public AlpacaOptions {
        positive("connect-timeout", connectMillis);
        positive("call-timeout", callMillis);
        positive("attempts", attempts);
        positive("first-pause", firstPauseMillis);
        positive("longest-pause", longestPauseMillis);
        positive("lookback", lookbackMillis);
    }

    public static AlpacaOptions standard() {
        return new AlpacaOptions(2_000, 5_000, 3, 250, 5_000, 24 * 3_600_000L);
    }

    private static void positive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: more than 0)");
        }
    }
}
