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
        double[] outcomes = outcomes(portfolio(book, added));
        Arrays.sort(outcomes);
        int tail = Math.max(1, (int) Math.ceil((1 - confidence) * outcomes.length - ROUNDING));
        double sum = 0;
        for (int i = 0; i < tail; i++) {
            sum += outcomes[i];
        }
        return -sum / tail;
    }

    private static Exposure[] portfolio(List<Exposure> book, Exposure added) {
        Exposure[] all = book.toArray(new Exposure[book.size() + 1]);
        all[book.size()] = added;
        return all;
    }

    private static double[] outcomes(Exposure[] all) {
        int[] unread = new int[all.length];
        double[] values = new double[all.length];
        for (int i = 0; i < all.length; i++) {
            unread[i] = all[i].returns().size();
            values[i] = all[i].value().doubleValue();
        }
        double[] outcomes = new double[ReturnWindow.LENGTH];
        int scenarios = 0;
        while (scenarios < outcomes.length && anyLeft(unread)) {
            long end = newestUnread(all, unread);
            double outcome = 0;
            for (int i = 0; i < all.length; i++) {
                ReturnWindow window = all[i].returns();
                int last = unread[i] - 1;
                if (last >= 0 && window.endMillis()[last] == end) {
                    outcome += values[i] * window.returns()[last];
                    unread[i] = last;
                }
            }
            outcomes[scenarios++] = outcome;
        }
        return Arrays.copyOf(outcomes, scenarios);
    }

    private static boolean anyLeft(int[] unread) {
        for (int one : unread) {
            if (one > 0) {
                return true;
            }
        }
        return false;
    }

    private static long newestUnread(Exposure[] all, int[] unread) {
        long newest = Long.MIN_VALUE;
        for (int i = 0; i < all.length; i++) {
            if (unread[i] > 0) {
                newest = Math.max(newest, all[i].returns().endMillis()[unread[i] - 1]);
            }
        }
        return newest;
    }
}
