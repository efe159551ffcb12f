package io.millrace.connectors.jdbc;

import io.millrace.domain.model.Prediction;

/** One horizon of a prediction, as it is a row of its own. */
public record PredictedQuantiles(
        String symbol,
        long atMillis,
        int horizonBars,
        String modelVersion,
        String modelSha256,
        double q10,
        double q50,
        double q90) {

    /** The row of one horizon of the prediction. */
    public static PredictedQuantiles of(Prediction prediction, Prediction.Horizon horizon) {
        return new PredictedQuantiles(
                prediction.symbol(),
                prediction.atMillis(),
                horizon.bars(),
                prediction.modelVersion(),
                prediction.modelSha256(),
                horizon.q10(),
                horizon.q50(),
                horizon.q90());
    }
}
