package io.millrace.connectors.files;

import java.io.Serializable;
import java.util.Set;

/**
 * Which rows of a tape are wanted.
 *
 * @param symbols symbols to read; empty for all
 * @param fromMillis bars that start, and trades that happen, at or after this instant
 * @param toMillis and before this one
 */
public record TapeFilter(Set<String> symbols, long fromMillis, long toMillis)
        implements Serializable {

    /** Every row of every symbol. */
    public static final TapeFilter ALL = new TapeFilter(Set.of(), Long.MIN_VALUE, Long.MAX_VALUE);

    public TapeFilter {
        symbols = Set.copyOf(symbols);
        if (fromMillis >= toMillis) {
            throw new IllegalArgumentException(
                    "from: " + fromMillis + " (expected: before to, " + toMillis + ")");
        }
    }

    /** Whether something that began at the instant is wanted. */
    public boolean holds(long millis) {
        return millis >= fromMillis && millis < toMillis;
    }

    /** Whether rows of the symbol are wanted. */
    public boolean wants(String symbol) {
        return symbols.isEmpty() || symbols.contains(symbol);
    }
}
