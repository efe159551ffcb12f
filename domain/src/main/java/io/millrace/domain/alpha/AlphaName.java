package io.millrace.domain.alpha;

/** The voters of the ensemble; the model is one of them and its seat may be empty. */
public enum AlphaName {
    TFT,
    RSI,
    EMA_CROSS,
    MACD
}
