package io.millrace.domain.ensemble;

import io.millrace.domain.alpha.AlphaName;
import io.millrace.domain.config.Settings;
import io.millrace.domain.config.StrategyName;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.Resolution;
import java.io.Serializable;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * How the votes become a decision.
 *
 * @param strategy the name that its decisions carry
 * @param market whose clock the windows and days are read on
 * @param weights per voter, not negative; one that weighs nothing does not vote
 * @param modelServed whether a model can answer at all
 * @param scale from a score to a confidence
 * @param gates what stands before an entry
 */
public record EnsembleSettings(
        String strategy,
        Market market,
        Map<AlphaName, Double> weights,
        boolean modelServed,
        ConfidenceScale scale,
        GateSettings gates)
        implements Serializable {

    private static final Map<AlphaName, Double> STANDARD =
            Map.of(
                    AlphaName.TFT, 0.5,
                    AlphaName.RSI, 0.2,
                    AlphaName.EMA_CROSS, 0.2,
                    AlphaName.MACD, 0.1);

    public EnsembleSettings {
        EnumMap<AlphaName, Double> ordered = new EnumMap<>(AlphaName.class);
        ordered.putAll(weights);
        weights = Collections.unmodifiableMap(ordered);
    }

    /**
     * The ensemble as configured. What could never or always pass is noted as a mistake, with the
     * range that it can reach.
     *
     * @param resolution of the bars that are decided on
     * @param modelServed whether a model is asked
     */
    public static EnsembleSettings from(
            Settings settings, Market market, Resolution resolution, boolean modelServed) {
        EnsembleSettings ensemble =
                new EnsembleSettings(
                        StrategyName.from(settings),
                        market,
                        weights(settings),
                        modelServed,
                        new ConfidenceScale(
                                RegimeSettings.from(settings), PlattCalibration.from(settings)),
                        GateSettings.from(settings, market, resolution));
        Reachability.of(ensemble).check(settings);
        return ensemble;
    }

    /** US equities, minute bars, nothing configured. */
    public static EnsembleSettings standard() {
        return from(new Settings(Map.of()), Market.XNYS, Resolution.MINUTE, false);
    }

    double weight(AlphaName alpha) {
        return weights.getOrDefault(alpha, 0.0);
    }

    private static Map<AlphaName, Double> weights(Settings settings) {
        EnumMap<AlphaName, Double> weights = new EnumMap<>(AlphaName.class);
        for (AlphaName alpha : AlphaName.values()) {
            String key =
                    "ensemble.weights." + alpha.name().toLowerCase(Locale.ROOT).replace('_', '-');
            double weight = settings.number(key, STANDARD.getOrDefault(alpha, 0.0));
            settings.check(weight >= 0, key, weight, ">= 0");
            weights.put(alpha, Math.max(0, weight));
        }
        return weights;
    }
}
