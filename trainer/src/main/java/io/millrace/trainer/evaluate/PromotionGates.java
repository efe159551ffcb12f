package io.millrace.trainer.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a model has to show out of sample before it may be promoted. */
public final class PromotionGates {

    /** Annualised Sharpe ratio over all folds. */
    public static final double LEAST_SHARPE = 0.5;

    /** Share of winning trades over all folds. */
    public static final double LEAST_WIN_RATE = 0.45;

    private PromotionGates() {}

    /**
     * One gate.
     *
     * @param name such as {@code win-rate}
     * @param actual what the model shows
     * @param expected what it has to show
     */
    public record Reading(String name, boolean passed, String actual, String expected) {}

    /** Reads every gate; a number that cannot be told does not pass. */
    public static List<Reading> read(List<ImpliedTrades> folds, int daysAYear) {
        ImpliedTrades all = ImpliedTrades.together(folds);
        double sharpe = all.sharpe(daysAYear);
        double winRate = all.winRate();
        List<Reading> readings = new ArrayList<>();
        readings.add(
                new Reading(
                        "out-of-sample-sharpe",
                        sharpe >= LEAST_SHARPE,
                        told(sharpe),
                        "at least " + LEAST_SHARPE));
        readings.add(
                new Reading(
                        "win-rate",
                        winRate >= LEAST_WIN_RATE,
                        told(winRate) + " of " + all.trades() + " trades",
                        "at least " + LEAST_WIN_RATE));
        List<String> losing = new ArrayList<>();
        for (int fold = 0; fold < folds.size(); fold++) {
            // the sign of a fold's Sharpe ratio is that of its sum, which one day has too
            if (folds.get(fold).total() < 0) {
                losing.add(
                        String.format(
                                Locale.ROOT, "fold %d: %.4f", fold + 1, folds.get(fold).total()));
            }
        }
        readings.add(
                new Reading(
                        "no-fold-below-zero",
                        losing.isEmpty() && !folds.isEmpty(),
                        losing.isEmpty() ? "none" : String.join(", ", losing),
                        "no fold that loses"));
        return readings;
    }

    private static String told(double value) {
        return Double.isNaN(value) ? "unknown" : String.format(Locale.ROOT, "%.4f", value);
    }
}
