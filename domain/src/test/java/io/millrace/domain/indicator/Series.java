package io.millrace.domain.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import java.util.function.Function;

/** An indicator run over a whole array: NaN where it was silent. */
public final class Series {

    private Series() {}

    /** Folds one number into a state. */
    public interface Fold<S> {
        S next(S state, double value);
    }

    public static <S> double[] of(
            double[] in, S empty, Fold<S> fold, Function<S, OptionalDouble> value) {
        double[] out = new double[in.length];
        S state = empty;
        for (int i = 0; i < in.length; i++) {
            state = fold.next(state, in[i]);
            out[i] = value.apply(state).orElse(Double.NaN);
        }
        return out;
    }

    /** Both silent at the same bars, and as close as that everywhere else. */
    public static void assertSame(double[] actual, double[] expected, double tolerance) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            if (Double.isNaN(expected[i])) {
                assertThat(actual[i]).as("bar %d", i).isNaN();
            } else {
                assertThat(actual[i]).as("bar %d", i).isCloseTo(expected[i], within(tolerance));
            }
        }
    }
}
