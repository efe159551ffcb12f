package io.millrace.domain.feature;

import io.millrace.domain.indicator.Tapes;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.SessionCalendar;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures what the built-in features cost per bar: {@code java -cp ... FeatureCost}, or from an
 * editor. Prints nanoseconds per bar of each round; the rounds before the last few warm up.
 */
public final class FeatureCost {

    private static final int BARS = 100_000;
    private static final int ROUNDS = 20;

    private FeatureCost() {}

    public static void main(String[] arguments) {
        List<Integer> seeds = new ArrayList<>();
        long state = 7;
        for (int i = 0; i < BARS; i++) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            seeds.add((int) (state >>> 32));
        }
        List<Bar> tape = Tapes.tape(seeds);
        for (int round = 1; round <= ROUNDS; round++) {
            long began = System.nanoTime(); // determinism: a measurement
            double seen = run(tape, Market.XNYS.calendar());
            double nanos = (System.nanoTime() - began) / (double) BARS; // determinism: as above
            System.out.printf("round %2d: %.0f ns/bar (%s)%n", round, nanos, seen);
        }
    }

    private static double run(List<Bar> tape, SessionCalendar calendar) {
        FeatureState features = FeatureState.empty();
        double seen = 0;
        for (Bar bar : tape) {
            features = features.next(bar, calendar);
            seen += features.vector(bar).values()[Feature.SMA_50.place()];
        }
        return seen;
    }
}
