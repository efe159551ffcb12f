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

    /** Places that the built-in features take up. */
    public static final int BUILT_IN = Feature.values().length;

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

    /** A vector in the making: absent values leave their place empty. Serves one vector only. */
    public static final class Builder {

        private final String symbol;
        private final long atMillis;
        private final double[] values;
        private long ready;

        /**
         * An empty vector.
         *
         * @param extras how many places follow the built-in ones
         */
        public Builder(String symbol, long atMillis, int extras) {
            this.symbol = symbol;
            this.atMillis = atMillis;
            this.values = new double[BUILT_IN + extras];
        }

        public void put(Feature feature, OptionalDouble value) {
            if (value.isPresent()) {
                put(feature.place(), value.getAsDouble());
            }
        }

        /** Puts a value that is ready, without wrapping it: the way for the hottest features. */
        public void put(Feature feature, boolean ready, double value) {
            if (ready) {
                put(feature.place(), value);
            }
        }

        /** Puts a value; NaN and infinities are no values and leave the place empty. */
        public void put(int place, double value) {
            if (Double.isFinite(value)) {
                values[place] = value;
                ready |= 1L << place;
            }
        }

        public FeatureVector build() {
            return new FeatureVector(symbol, atMillis, values, ready);
        }
    }
}
