package io.millrace.domain.feature;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The features of one symbol at one bar close: first the built-in ones by their place, then the
 * configured extras in the order of the configuration.
 *
 * @param atMillis when the values were known: the end of the bar
 * @param values one place per feature; a place that is not ready holds 0 and must not be read
 * @param ready bit {@code i} is set when {@code values[i]} means something
 */
@SuppressWarnings(
        "ArrayRecordComponent") // a boxed list would cost an allocation per feature and bar
public record FeatureVector(String symbol, long atMillis, double[] values, long ready) {

    /** Bits in {@code ready}, and so the most features that a vector can hold. */
    public static final int MAX_FEATURES = Long.SIZE;

    /** The feature's value, or empty while its window has not filled or it is undefined. */
    public OptionalDouble value(int place) {
        return isReady(place) ? OptionalDouble.of(values[place]) : OptionalDouble.empty();
    }

    public OptionalDouble value(Feature feature) {
        return value(feature.place());
    }

    public boolean isReady(int place) {
        return (ready >>> place & 1) == 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeatureVector that
                && symbol.equals(that.symbol)
                && atMillis == that.atMillis
                && ready == that.ready
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * symbol.hashCode() + Long.hashCode(atMillis)) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return symbol + "@" + atMillis + Arrays.toString(values) + "/" + Long.toBinaryString(ready);
    }
}
