package io.millrace.domain.model;

import java.util.Arrays;

/**
 * What a model is asked about one symbol at one bar close, in the layout of {@link
 * ModelDefinition}'s tensors without their batch.
 *
 * @param atMillis the end of the window's last bar, when all of it was known
 * @param observed {@code lookback x observed} values, the oldest bar first
 * @param known {@code (lookback + horizons) x known} values, the oldest bar first, then what the
 *     calendar says of the horizons ahead
 */
@SuppressWarnings("ArrayRecordComponent") // equality is by content, below
public record ModelWindow(String symbol, long atMillis, float[] observed, float[] known) {

    @Override
    public boolean equals(Object other) {
        return other instanceof ModelWindow that
                && symbol.equals(that.symbol)
                && atMillis == that.atMillis
                && Arrays.equals(observed, that.observed)
                && Arrays.equals(known, that.known);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * symbol.hashCode() + Long.hashCode(atMillis)) + Arrays.hashCode(observed);
    }

    @Override
    public String toString() {
        return symbol + "@" + atMillis + Arrays.toString(observed) + Arrays.toString(known);
    }
}
