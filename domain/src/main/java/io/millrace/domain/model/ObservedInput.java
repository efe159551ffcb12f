package io.millrace.domain.model;

import io.millrace.domain.feature.Feature;
import io.millrace.domain.feature.FeatureVector;
import io.millrace.domain.market.Bar;
import java.util.OptionalDouble;

/** What a model sees of a bar: a feature, made free of the price's level where it has one. */
public enum ObservedInput {
    RETURN_1(Feature.RETURN_1, Scale.NONE),
    RETURN_5(Feature.RETURN_5, Scale.NONE),
    RETURN_15(Feature.RETURN_15, Scale.NONE),
    VOLATILITY_5(Feature.VOLATILITY_5, Scale.NONE),
    VOLATILITY_15(Feature.VOLATILITY_15, Scale.NONE),
    SMA_5(Feature.SMA_5, Scale.LEVEL),
    SMA_20(Feature.SMA_20, Scale.LEVEL),
    SMA_50(Feature.SMA_50, Scale.LEVEL),
    EMA_12(Feature.EMA_12, Scale.LEVEL),
    EMA_26(Feature.EMA_26, Scale.LEVEL),
    RSI_14(Feature.RSI_14, Scale.NONE),
    MACD_HISTOGRAM(Feature.MACD_HISTOGRAM, Scale.DIFFERENCE),
    BOLLINGER_WIDTH(Feature.BOLLINGER_WIDTH, Scale.NONE),
    BOLLINGER_PERCENT_B(Feature.BOLLINGER_PERCENT_B, Scale.NONE),
    VWAP_DISTANCE(Feature.VWAP_DISTANCE, Scale.NONE),
    VOLUME_Z_20(Feature.VOLUME_Z_20, Scale.NONE);

    private final Feature feature;
    private final Scale scale;

    ObservedInput(Feature feature, Scale scale) {
        this.feature = feature;
        this.scale = scale;
    }

    /**
     * The value, or empty while the feature is not ready. A price level becomes its distance from
     * the close, and a difference of prices its size, both as fractions of the close.
     */
    public OptionalDouble of(Bar bar, FeatureVector features) {
        OptionalDouble value = features.value(feature);
        if (value.isEmpty()) {
            return value;
        }
        return switch (scale) {
            case NONE -> value;
            case LEVEL -> OptionalDouble.of(value.getAsDouble() / bar.close() - 1);
            case DIFFERENCE -> OptionalDouble.of(value.getAsDouble() / bar.close());
        };
    }

    private enum Scale {
        NONE,
        LEVEL,
        DIFFERENCE
    }
}
