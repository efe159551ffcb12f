package io.millrace.domain.ensemble;

import io.millrace.domain.config.Settings;
import java.io.Serializable;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Platt's map from a score to a probability: {@code 1 / (1 + exp(a * score + b))}.
 *
 * @param a negative, so that a larger score is a larger probability
 */
public record PlattCalibration(double a, double b) implements Serializable {

    private static final String NONE = "none";

    /** The configured calibration, or null where a score counts as it is. */
    static @Nullable PlattCalibration from(Settings settings) {
        Double a = coefficient(settings, "ensemble.calibration.a");
        Double b = coefficient(settings, "ensemble.calibration.b");
        if (a == null || b == null) {
            settings.check(
                    a == null && b == null,
                    a == null ? "ensemble.calibration.a" : "ensemble.calibration.b",
                    NONE,
                    "a number, because the other one of the two is set");
            return null;
        }
        settings.check(a < 0, "ensemble.calibration.a", a, "< 0: a larger score is likelier right");
        return new PlattCalibration(a, b);
    }

    private static @Nullable Double coefficient(Settings settings, String key) {
        String text = settings.text(key, NONE);
        if (text.equals(NONE)) {
            return null;
        }
        try {
            return new BigDecimal(text).doubleValue();
        } catch (NumberFormatException unreadable) {
            settings.check(false, key, text, "a number, or none");
            return null;
        }
    }

    double probability(double score) {
        return 1 / (1 + Math.exp(a * score + b));
    }
}
