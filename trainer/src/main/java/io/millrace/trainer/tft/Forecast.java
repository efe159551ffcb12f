package io.millrace.trainer.tft;

/** What the network says of a batch, window by window; whoever gets one may change it. */
public final class Forecast {

    private final float[] quantiles;
    private final float[] attention;
    private final float[] variableWeights;

    public Forecast(float[] quantiles, float[] attention, float[] variableWeights) {
        this.quantiles = quantiles;
        this.attention = attention;
        this.variableWeights = variableWeights;
    }

    /** Returns, {@code horizons x quantiles} for each window. */
    public float[] quantiles() {
        return quantiles;
    }

    /** Shares that add up to 1, {@code horizons x (lookback + horizons)} for each window. */
    public float[] attention() {
        return attention;
    }

    /** Shares that add up to 1, {@code lookback x (observed + known)} for each window. */
    public float[] variableWeights() {
        return variableWeights;
    }
}
