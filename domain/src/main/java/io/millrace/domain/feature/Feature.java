package io.millrace.domain.feature;

import java.util.Locale;

/** The built-in features, in the order of their places in a {@link FeatureVector}. */
public enum Feature {
    RETURN_1,
    RETURN_5,
    RETURN_15,
    VOLATILITY_5,
    VOLATILITY_15,
    SMA_5,
    SMA_20,
    SMA_50,
    EMA_5,
    EMA_12,
    EMA_20,
    EMA_26,
    RSI_14,
    MACD,
    MACD_SIGNAL,
    MACD_HISTOGRAM,
    BOLLINGER_UPPER,
    BOLLINGER_LOWER,
    BOLLINGER_WIDTH,
    BOLLINGER_PERCENT_B,
    ATR_14,
    VWAP_DISTANCE,
    VOLUME_Z_20,
    MINUTE_OF_DAY,
    HOUR_OF_DAY,
    DAY_OF_WEEK,
    MINUTES_TO_CLOSE,
    AVERAGE_SESSION_VOLUME;

    /** The feature's place in every {@link FeatureVector}. */
    @SuppressWarnings("EnumOrdinal") // the declaration order is the vector's layout
    public int place() {
        return ordinal();
    }

    /** The name as columns and files spell it, such as {@code ema_12}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
