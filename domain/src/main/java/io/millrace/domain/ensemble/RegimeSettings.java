package io.millrace.domain.ensemble;

import io.millrace.domain.config.Settings;
import io.millrace.domain.feature.Feature;
import io.millrace.domain.feature.FeatureVector;
import java.io.Serializable;

/**
 * How the regime is told and what it does to confidence.
 *
 * @param band how far apart the two averages must be to make a trend, as a fraction of the slower
 * @param withTrend factor on the confidence of a decision that goes with the trend
 * @param againstTrend factor against it
 * @param sideways factor where there is no trend
 * @param unknown factor while the averages are not ready
 */
public record RegimeSettings(
        double band, double withTrend, double againstTrend, double sideways, double unknown)
        implements Serializable {

    private static final int FAST = Feature.SMA_20.place();
    private static final int SLOW = Feature.SMA_50.place();

    static RegimeSettings from(Settings settings) {
        double band = settings.number("ensemble.regime.band", 0.001);
        settings.check(
                band >= 0 && band < 1, "ensemble.regime.band", band, "a fraction: >= 0 and < 1");
        return new RegimeSettings(
                band,
                factor(settings, "ensemble.regime.with-trend", 1.0),
                factor(settings, "ensemble.regime.against-trend", 0.8),
                factor(settings, "ensemble.regime.sideways", 0.9),
                factor(settings, "ensemble.regime.unknown", 1.0));
    }

    private static double factor(Settings settings, String key, double standard) {
        double factor = settings.number(key, standard);
        settings.check(factor > 0 && factor <= 2, key, factor, "a factor: > 0 and <= 2");
        return factor;
    }

    Regime of(FeatureVector features) {
        if (!features.isReady(FAST) || !features.isReady(SLOW)) {
            return Regime.UNKNOWN;
        }
        double fast = features.values()[FAST];
        double slow = features.values()[SLOW];
        if (fast > slow * (1 + band)) {
            return Regime.BULL;
        }
        return fast < slow * (1 - band) ? Regime.BEAR : Regime.SIDEWAYS;
    }

    double factor(Regime regime, double score) {
        return switch (regime) {
            case BULL -> score > 0 ? withTrend : againstTrend;
            case BEAR -> score < 0 ? withTrend : againstTrend;
            case SIDEWAYS -> sideways;
            case UNKNOWN -> unknown;
        };
    }
}
