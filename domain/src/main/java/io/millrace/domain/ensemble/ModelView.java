package io.millrace.domain.ensemble;

import io.millrace.domain.alpha.AlphaName;
import io.millrace.domain.alpha.Direction;
import io.millrace.domain.alpha.Opinion;
import io.millrace.domain.model.Prediction;
import org.jspecify.annotations.Nullable;

/**
 * A usable prediction as the ensemble sees it, from its nearest horizon.
 *
 * @param opinion direction is the sign of the median; confidence is the median's share of the
 *     median and half the spread between the outer quantiles
 * @param expectedMove size of the median return, as a fraction
 */
record ModelView(Opinion opinion, double expectedMove) {

    /**
     * The view that a prediction gives, or null where none can be used: there is none, it has no
     * horizon, its quantiles are not in order, or it knows more than the bar.
     *
     * @param atMillis end of the bar that is decided on
     */
    static @Nullable ModelView of(@Nullable Prediction prediction, long atMillis) {
        if (prediction == null
                || prediction.horizons().isEmpty()
                || prediction.atMillis() > atMillis) {
            return null;
        }
        Prediction.Horizon nearest = prediction.horizons().get(0);
        if (!nearest.isUsable()) {
            return null;
        }
        return new ModelView(
                new Opinion(AlphaName.TFT, direction(nearest.q50()), nearest.confidence()),
                Math.abs(nearest.q50()));
    }

    private static Direction direction(double median) {
        if (median == 0) {
            return Direction.FLAT;
        }
        return median > 0 ? Direction.UP : Direction.DOWN;
    }
}
