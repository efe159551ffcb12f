package io.millrace.domain.model;

import java.util.List;
import java.util.Locale;

/**
 * What a model has to show out of sample before it may decide anything. A number that is not known
 * does not pass.
 */
public final class PromotionGates {

    /** Annualised Sharpe ratio over all folds, after costs. */
    public static final double LEAST_SHARPE = 0.5;

    /** Share of winning trades over all folds. */
    public static final double LEAST_WIN_RATE = 0.45;

    private PromotionGates() {}

    /**
     * Reads every gate.
     *
     * @param sharpe over all folds; NaN where it cannot be told
     * @param winRate over all folds; NaN without a trade
     * @param worstFold the lowest return of a fold, after costs; its sign is that of the fold's
     *     Sharpe ratio, and it is there where a fold is too short for a ratio
     */
    public static List<GateReading> read(double sharpe, double winRate, double worstFold) {
        return List.of(
                reading("out-of-sample-sharpe", sharpe, LEAST_SHARPE),
                reading("win-rate", winRate, LEAST_WIN_RATE),
                reading("worst-fold", worstFold, 0));
    }

    private static GateReading reading(String name, double actual, double least) {
        String told = Double.isNaN(actual) ? "unknown" : String.format(Locale.ROOT, "%.4f", actual);
        return new GateReading(name, actual >= least, told, "at least " + least);
    }
}
