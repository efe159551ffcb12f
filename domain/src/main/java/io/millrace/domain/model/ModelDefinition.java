package io.millrace.domain.model;

import java.io.Serializable;
import java.util.List;

/**
 * What goes into a model and what comes out of it; training and serving read the same one, and a
 * model whose metadata name another version is refused.
 *
 * <p>Tensors of a served model: {@code observed} float32 [batch, lookback, observed], {@code known}
 * float32 [batch, lookback + horizons, known], {@code symbol} int64 [batch] in, {@code quantiles}
 * float32 [batch, horizons, quantiles] out. Values are raw: scalers are part of the model.
 *
 * @param version such as {@code tft-1}; another meaning of any input is another version
 * @param lookback bars in a window
 * @param horizons bars ahead, nearest first
 * @param quantiles between 0 and 1, ascending
 * @param crossesSessions whether a window or what comes after it may span two sessions
 */
public record ModelDefinition(
        String version,
        int lookback,
        List<Integer> horizons,
        List<Double> quantiles,
        List<ObservedInput> observed,
        List<KnownInput> known,
        boolean crossesSessions)
        implements Serializable {

    /** The definition that Millrace trains and serves unless told otherwise. */
    public static final ModelDefinition STANDARD =
            new ModelDefinition(
                    "tft-1",
                    120,
                    List.of(30, 45, 60),
                    List.of(0.1, 0.5, 0.9),
                    List.of(ObservedInput.values()),
                    List.of(KnownInput.values()),
                    false);
}
