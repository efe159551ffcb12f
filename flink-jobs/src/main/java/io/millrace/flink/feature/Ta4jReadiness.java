package io.millrace.flink.feature;

import io.millrace.domain.market.Bar;
import org.ta4j.core.num.Num;

/**
 * Finds out after how many bars an indicator has a value, by trying it on a made-up tape.
 *
 * <p>TA4J gives partial values while a window fills, and not every indicator says how long that is.
 * One with a finite memory has its full value from the first window on that longer ones no longer
 * change. One that remembers for ever (an exponential average) has none such: it is ready when it
 * has seen as many bars as its own word or its largest whole parameter says.
 */
final class Ta4jReadiness {

    private static final double SAME = 1e-12;
    private static final double STEP = 1e-6;
    private static final int TAPES = 2;

    private Ta4jReadiness() {}

    /** Bars that the indicator needs; a mistake where it does not work at all. */
    static int of(Ta4jSpec spec, Ta4jRecipe recipe, int window) throws Ta4jMistake {
        int longest = 1;
        for (int tape = 0; tape < TAPES; tape++) {
            BarWindow bars = madeUp(window, window + 17 * tape);
            tried(spec, recipe, bars);
            longest = Math.max(longest, memory(recipe, bars));
        }
        int stated = recipe.over(madeUp(window, window).series(window)).getUnstableBars();
        int needed = Math.max(longest, Math.max(stated, largestWhole(spec)));
        if (needed > window) {
            throw new Ta4jMistake(
                    spec.indicator() + " needs " + needed + " bars",
                    "at most ta4j.window, " + window);
        }
        return needed;
    }

    private static void tried(Ta4jSpec spec, Ta4jRecipe recipe, BarWindow bars) throws Ta4jMistake {
        Object value;
        try {
            value = Ta4jValue.last(recipe, bars.series(bars.count()));
        } catch (RuntimeException unusable) {
            throw new Ta4jMistake(
                    spec.indicator() + " with params " + spec.params(),
                    "parameters that it works with: " + unusable.getMessage());
        }
        if (!(value instanceof Num || value instanceof Boolean)) {
            throw new Ta4jMistake(
                    spec.indicator() + " of " + value.getClass().getSimpleName(),
                    "an indicator of numbers or statements");
        }
    }

    /**
     * The shortest window with the value of the longest, or 1 for a memory without an end and for
     * no value.
     */
    private static int memory(Ta4jRecipe recipe, BarWindow bars) {
        double full = Ta4jValue.of(recipe, bars.series(bars.count()));
        if (Double.isNaN(full)) {
            return 1;
        }
        double scale = Math.max(Math.abs(full), SAME);
        for (int length = bars.count() - 1; length > 0; length--) {
            double difference = Math.abs(Ta4jValue.of(recipe, bars.series(length)) - full) / scale;
            if (!(difference <= SAME)) {
                return !(difference <= STEP) ? length + 1 : 1;
            }
        }
        return 1;
    }

    private static int largestWhole(Ta4jSpec spec) {
        int largest = spec.of() == null ? 0 : largestWhole(spec.of());
        for (Object parameter : spec.params()) {
            if (parameter instanceof Integer whole) {
                largest = Math.max(largest, whole);
            } else if (parameter instanceof Ta4jSpec inner) {
                largest = Math.max(largest, largestWhole(inner));
            }
        }
        return largest;
    }

    /** The same restless minutes every time. */
    private static BarWindow madeUp(int window, int bars) {
        BarWindow tape = BarWindow.empty(window);
        long state = 1;
        double close = 100;
        for (int i = 0; i < bars; i++) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            double open = close;
            close = Math.max(10, open + ((state >>> 33) % 201 - 100) / 100.0);
            double high = Math.max(open, close) + (state >>> 41) % 50 / 100.0;
            double low = Math.min(open, close) - (state >>> 47) % 50 / 100.0;
            double volume = 100.0 + (state >>> 53);
            long start = i * 60_000L;
            tape = tape.plus(new Bar("", start, start + 60_000, open, high, low, close, volume));
        }
        return tape;
    }
}
