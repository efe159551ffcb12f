package io.millrace.domain.alpha;

import java.util.Optional;

/**
 * Lean's EMA-cross alpha: expects a rise when the fast average crosses above the slow one and a
 * fall when it crosses below. Equal averages say nothing, and count as not over.
 *
 * @param fastIsOver whether the fast average was above the slow one at the last bar; false at
 *     first, so a first reading with the fast one above speaks at once
 */
public record EmaCrossAlpha(boolean fastIsOver) {

    /** Bars for which its insights count: the period of the fast average. */
    public static final int PERIOD = 12;

    private static final EmaCrossAlpha OVER = new EmaCrossAlpha(true);
    private static final EmaCrossAlpha NOT_OVER = new EmaCrossAlpha(false);

    public static EmaCrossAlpha start() {
        return NOT_OVER;
    }

    /** What it says about a reading of both averages. */
    public Optional<Direction> says(double fast, double slow) {
        if (fastIsOver) {
            return slow > fast ? Optional.of(Direction.DOWN) : Optional.empty();
        }
        return fast > slow ? Optional.of(Direction.UP) : Optional.empty();
    }

    @SuppressWarnings("MethodCanBeStatic") // reads as the other alphas do
    public EmaCrossAlpha next(double fast, double slow) {
        return fast > slow ? OVER : NOT_OVER;
    }
}
