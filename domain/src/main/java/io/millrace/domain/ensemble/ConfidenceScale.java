package io.millrace.domain.ensemble;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * From a score to a confidence: calibration first, regime second.
 *
 * @param calibration absent where a score counts as it is
 */
record ConfidenceScale(RegimeSettings regime, @Nullable PlattCalibration calibration)
        implements Serializable {

    /** Twelve decimals: what adds up on paper adds up here, whatever binary fractions do. */
    private static final double STEPS = 1e12;

    static double rounded(double value) {
        return Math.rint(value * STEPS) / STEPS + 0.0; // and no negative zero
    }

    /** 0..1; no score is no confidence, whatever the calibration says. */
    double confidence(double score, Regime in) {
        if (score == 0) {
            return 0;
        }
        double size = Math.abs(score);
        double calibrated = calibration == null ? size : calibration.probability(size);
        return Math.min(1, rounded(calibrated * regime.factor(in, score)));
    }
}
