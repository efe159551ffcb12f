package io.millrace.trainer.tft;

import io.millrace.domain.model.ModelDefinition;

/**
 * The sizes that the network's tensors follow from.
 *
 * @param definition windows, inputs and outputs
 * @param hidden width of every layer; a multiple of {@link #HEADS}
 * @param symbols rows of the symbols' embedding, the one for unknown symbols included
 */
public record NetworkShape(ModelDefinition definition, int hidden, int symbols) {

    /** Heads of the attention. */
    public static final int HEADS = 4;

    public NetworkShape {
        if (hidden < HEADS || hidden % HEADS != 0) {
            throw new IllegalArgumentException(
                    "hidden: " + hidden + " (expected: a multiple of " + HEADS + ")");
        }
        if (symbols < 1) {
            throw new IllegalArgumentException("symbols: " + symbols + " (expected: >= 1)");
        }
        if (!definition.quantiles().contains(0.5)) {
            throw new IllegalArgumentException(
                    "quantiles: " + definition.quantiles() + " (expected: the median among them)");
        }
    }

    /** Bars that the network looks back on. */
    public int lookback() {
        return definition.lookback();
    }

    /** Steps ahead: one for each horizon. */
    public int horizons() {
        return definition.horizons().size();
    }

    /** Bars and steps ahead together: what is known in advance covers them all. */
    public int positions() {
        return lookback() + horizons();
    }

    public int quantiles() {
        return definition.quantiles().size();
    }

    /** Place of the median among the quantiles. */
    public int median() {
        return definition.quantiles().indexOf(0.5);
    }

    public int observed() {
        return definition.observed().size();
    }

    public int known() {
        return definition.known().size();
    }

    /** Variables of a past bar: observed and known. */
    public int variables() {
        return observed() + known();
    }
}
