package io.millrace.domain.ensemble;

import io.millrace.domain.alpha.AlphaName;
import io.millrace.domain.alpha.Direction;
import io.millrace.domain.alpha.Opinion;
import io.millrace.domain.config.InvalidConfiguration;
import io.millrace.domain.config.Settings;
import io.millrace.domain.feature.Feature;
import io.millrace.domain.feature.FeatureVector;
import io.millrace.domain.feature.ReturnWindow;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.Resolution;
import io.millrace.domain.model.Prediction;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** An observation in the making: by default one that every gate but the votes lets through. */
final class Observations {

    /** 2024-02-01 10:00 in New York. */
    static final long END = 1_706_799_600_000L;

    private final Map<Feature, Double> features = new EnumMap<>(Feature.class);
    private final List<Opinion> opinions = new ArrayList<>();
    private @Nullable Prediction prediction;

    private Observations() {
        features.put(Feature.MINUTE_OF_DAY, 600.0);
        features.put(Feature.MINUTES_TO_CLOSE, 360.0);
        features.put(Feature.AVERAGE_SESSION_VOLUME, 1e6);
        features.put(Feature.VOLATILITY_5, 0.01);
    }

    static Observations passing() {
        return new Observations();
    }

    Observations with(Feature feature, double value) {
        features.put(feature, value);
        return this;
    }

    Observations with(Feature feature, OptionalDouble value) {
        value.ifPresentOrElse(
                known -> features.put(feature, known), () -> features.remove(feature));
        return this;
    }

    Observations without(Feature feature) {
        features.remove(feature);
        return this;
    }

    Observations in(Regime regime) {
        return switch (regime) {
            case UNKNOWN -> without(Feature.SMA_20).without(Feature.SMA_50);
            case BULL -> with(Feature.SMA_20, 101).with(Feature.SMA_50, 100);
            case BEAR -> with(Feature.SMA_20, 99).with(Feature.SMA_50, 100);
            case SIDEWAYS -> with(Feature.SMA_20, 100).with(Feature.SMA_50, 100);
        };
    }

    Observations with(AlphaName alpha, Direction direction) {
        return with(new Opinion(alpha, direction, 1));
    }

    Observations with(Opinion opinion) {
        opinions.add(opinion);
        return this;
    }

    /** Opinions in the order RSI, EMA_CROSS, MACD: {@code U}, {@code F}, {@code D} or {@code -}. */
    Observations voting(String directions) {
        AlphaName[] alphas = {AlphaName.RSI, AlphaName.EMA_CROSS, AlphaName.MACD};
        for (int i = 0; i < alphas.length; i++) {
            switch (directions.charAt(i)) {
                case 'U' -> with(alphas[i], Direction.UP);
                case 'F' -> with(alphas[i], Direction.FLAT);
                case 'D' -> with(alphas[i], Direction.DOWN);
                default -> {}
            }
        }
        return this;
    }

    Observations predicting(double q10, double q50, double q90) {
        prediction =
                new Prediction(
                        "AAPL",
                        END,
                        List.of(new Prediction.Horizon(30, q10, q50, q90)),
                        "7",
                        "sha");
        return this;
    }

    Observations predicting(Prediction one) {
        prediction = one;
        return this;
    }

    Observation at(long endMillis) {
        double[] values = new double[Feature.values().length];
        long ready = 0;
        for (Map.Entry<Feature, Double> feature : features.entrySet()) {
            values[feature.getKey().place()] = feature.getValue();
            ready |= 1L << feature.getKey().place();
        }
        return new Observation(
                new Bar("AAPL", endMillis - 60_000, endMillis, 185, 186, 184, 185.5, 1000),
                new FeatureVector("AAPL", endMillis, values, ready),
                ReturnWindow.empty().with(endMillis, 0.001),
                List.copyOf(opinions),
                prediction);
    }

    Observation made() {
        return at(END);
    }

    Decision decidedBy(EnsembleSettings settings) {
        return new Ensemble(settings).decide(made());
    }

    Decision decided() {
        return decidedBy(EnsembleSettings.standard());
    }

    static Optional<GateReading> reading(Decision decision, Gate gate) {
        return decision.gates().stream().filter(one -> one.gate() == gate).findFirst();
    }

    static EnsembleSettings configured(Map<String, Object> values) {
        return configured(values, Market.XNYS, Resolution.MINUTE);
    }

    /** The settings, refused as a whole when anything in them is wrong. */
    static EnsembleSettings configured(
            Map<String, Object> values, Market market, Resolution resolution) {
        Settings settings = new Settings(values);
        EnsembleSettings ensemble = EnsembleSettings.from(settings, market, resolution, false);
        settings.finish();
        return ensemble;
    }

    static String complaintAbout(Map<String, Object> values) {
        return complaintAbout(values, Market.XNYS, Resolution.MINUTE);
    }

    static String complaintAbout(Map<String, Object> values, Market market, Resolution resolution) {
        try {
            configured(values, market, resolution);
            return "";
        } catch (InvalidConfiguration refused) {
            return String.valueOf(refused.getMessage());
        }
    }
}
