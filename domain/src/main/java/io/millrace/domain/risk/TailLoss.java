package io.millrace.domain.risk;

import io.millrace.domain.feature.ReturnWindow;
import java.util.Arrays;
import java.util.List;

/**
 * Conditional value at risk by historical simulation: what today's portfolio would have lost on
 * average in its worst recent bars.
 *
 * <p>A scenario is one bar end at which any symbol has a return; the newest {@link
 * ReturnWindow#LENGTH} count. A symbol without a bar there has not moved, because its next return
 * spans everything since its last close. The tail is the worst {@code 1 - confidence} of the
 * scenarios, rounded up, at least one.
 */
final class TailLoss {

    /** Keeps 0.05 of 60 at 3 although 1 - 0.95 is a little more than 0.05. */
    private static final double ROUNDING = 1e-9;

    private TailLoss() {}

    /**
     * The expected loss of a bar in the tail, in dollars; negative when even the tail gains.
     *
     * @param book what is held, in the order of the symbols
     * @param added what would be bought; its returns must not be empty
     */
    static double of(List<Exposure> book, Exposure added, double confidence) {
        double[] outcomes = new Scenarios(book, added).outcomes();
        int tail = Math.max(1, (int) Math.ceil((1 - confidence) * outcomes.length - ROUNDING));
        double sum = 0;
        for (int i = 0; i < tail; i++) {
            sum += takeWorst(outcomes, i);
        }
        return -sum / tail;
    }

    /** The lowest outcome from the place on, which is moved there: a tail is far from a sort. */
    private static double takeWorst(double[] outcomes, int place) {
        int worst = place;
        for (int i = place + 1; i < outcomes.length; i++) {
            if (outcomes[i] < outcomes[worst]) {
                worst = i;
            }
        }
        double lowest = outcomes[worst];
        outcomes[worst] = outcomes[place];
        outcomes[place] = lowest;
        return lowest;
    }

    /** The portfolio's outcomes, one per bar end; arrays, because every entry asks. */
    private static final class Scenarios {

        private final long[][] ends;
        private final double[][] returns;
        private final double[] values;
        private final int[] unread;

        Scenarios(List<Exposure> book, Exposure added) {
            int symbols = book.size() + 1;
            ends = new long[symbols][];
            returns = new double[symbols][];
            values = new double[symbols];
            unread = new int[symbols];
            for (int i = 0; i < symbols; i++) {
                Exposure exposure = i < book.size() ? book.get(i) : added;
                ends[i] = exposure.returns().endMillis();
                returns[i] = exposure.returns().returns();
                values[i] = exposure.value().doubleValue();
                unread[i] = ends[i].length;
            }
        }

        double[] outcomes() {
            long[] timeline = ends[0];
            for (long[] one : ends) {
                timeline = one.length > timeline.length ? one : timeline;
            }
            for (long[] one : ends) {
                if (!endsWith(timeline, one)) {
                    return merged();
                }
            }
            return added(timeline.length);
        }

        /** The usual case: every symbol has a bar at every end that its window covers. */
        private double[] added(int scenarios) {
            double[] outcomes = new double[scenarios];
            for (int i = 0; i < values.length; i++) {
                int missing = scenarios - returns[i].length;
                for (int bar = 0; bar < returns[i].length; bar++) {
                    outcomes[missing + bar] += values[i] * returns[i][bar];
                }
            }
            return outcomes;
        }

        private double[] merged() {
            double[] outcomes = new double[ReturnWindow.LENGTH];
            int scenarios = 0;
            long end = newestUnread();
            while (scenarios < outcomes.length && end != Long.MIN_VALUE) {
                outcomes[scenarios++] = read(end);
                end = newestUnread();
            }
            return Arrays.copyOf(outcomes, scenarios);
        }

        private static boolean endsWith(long[] timeline, long[] tail) {
            int from = timeline.length - tail.length;
            return Arrays.equals(timeline, from, timeline.length, tail, 0, tail.length);
        }

        private double read(long end) {
            double outcome = 0;
            for (int i = 0; i < unread.length; i++) {
                int last = unread[i] - 1;
                if (last >= 0 && ends[i][last] == end) {
                    outcome += values[i] * returns[i][last];
                    unread[i] = last;
                }
            }
            return outcome;
        }

        private long newestUnread() {
            long newest = Long.MIN_VALUE;
            for (int i = 0; i < unread.length; i++) {
                int last = unread[i] - 1;
                if (last >= 0 && ends[i][last] > newest) {
                    newest = ends[i][last];
                }
            }
            return newest;
        }
    }
}
