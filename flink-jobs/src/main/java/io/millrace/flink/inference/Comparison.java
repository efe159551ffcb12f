package io.millrace.flink.inference;

import io.millrace.domain.model.Prediction;

/**
 * An active model and its candidate about the same bar, at the nearest horizon.
 *
 * @param agree whether their medians have the same sign
 */
public record Comparison(
        String symbol,
        long atMillis,
        String activeVersion,
        String candidateVersion,
        double activeMedian,
        double candidateMedian,
        boolean agree) {

    static Comparison of(Prediction active, Prediction candidate) {
        double one = active.horizons().get(0).q50();
        double other = candidate.horizons().get(0).q50();
        return new Comparison(
                active.symbol(),
                active.atMillis(),
                active.modelVersion(),
                candidate.modelVersion(),
                one,
                other,
                Math.signum(one) == Math.signum(other));
    }
}
