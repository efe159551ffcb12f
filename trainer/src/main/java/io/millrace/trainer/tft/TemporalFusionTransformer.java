package io.millrace.trainer.tft;

import io.millrace.trainer.tft.Operations.LstmStates;
import io.millrace.trainer.tft.Operations.LstmWeights;
import io.millrace.trainer.tft.Operations.Start;
import io.millrace.trainer.tft.VariableSelection.Selection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The Temporal Fusion Transformer of Lim et al. (2019): raw values of a window in, ordered
 * quantiles of the return at each horizon out, with the attention and the variables' weights behind
 * them.
 *
 * @param <T> a tensor, or what stands for one
 */
public final class TemporalFusionTransformer<T> {

    /** What a masked position is lowered by; infinity would make NaN of a row without any. */
    private static final float MASKED = -1e9f;

    private final Operations<T> operations;
    private final NetworkShape shape;
    private final Scalers scalers;
    private final GatedLayers<T> layers;
    private final VariableSelection<T> selection;

    /**
     * What goes in, raw.
     *
     * @param observed [batch, lookback, observed]
     * @param known [batch, lookback + horizons, known]
     * @param symbol whole numbers, [batch]
     */
    public record Inputs<T>(T observed, T known, T symbol) {}

    /**
     * What comes out.
     *
     * @param quantiles returns, ascending: [batch, horizons, quantiles]
     * @param attention how much each horizon looks at each position: [batch, horizons, positions]
     * @param variableWeights how much of each variable is taken: [batch, lookback, variables]
     */
    public record Outputs<T>(T quantiles, T attention, T variableWeights) {}

    public TemporalFusionTransformer(
            Operations<T> operations, NetworkShape shape, Scalers scalers) {
        this.operations = operations;
        this.shape = shape;
        this.scalers = scalers;
        this.layers = new GatedLayers<>(operations, shape.hidden());
        this.selection = new VariableSelection<>(operations, shape.hidden());
    }

    public Outputs<T> forecast(Inputs<T> inputs) {
        int lookback = shape.lookback();
        int positions = shape.positions();
        T symbol =
                operations.rows(
                        operations.weight(
                                "symbol.embedding", Start.NORMAL, shape.symbols(), shape.hidden()),
                        inputs.symbol());
        T context = step(layers.residual("symbol.selection", symbol, 1));
        Selection<T> past =
                selection.select("past", past(inputs), context, shape.variables(), lookback);
        Selection<T> ahead =
                selection.select(
                        "ahead",
                        operations.slice(inputs.known(), 1, lookback, positions),
                        context,
                        shape.known(),
                        shape.horizons());

        T local = local(past, ahead, symbol);
        T enriched =
                layers.residual(
                        "enrichment",
                        local,
                        step(layers.residual("symbol.enrichment", symbol, 1)),
                        2);
        T asking = ahead(enriched);
        T attention = attention(asking, enriched);
        T attended = attended(attention, enriched);
        T remembered = layers.gatedAddAndNorm("attended", attended, asking, 2);
        T wise = layers.residual("positionwise", remembered, 2);
        T decoded = layers.gatedAddAndNorm("decoded", wise, ahead(local), 2);
        return new Outputs<>(quantiles(decoded), attention, past.weights());
    }

    /** Standardised observed values beside the known ones, which are fractions already. */
    private T past(Inputs<T> inputs) {
        T centred =
                operations.subtract(
                        inputs.observed(),
                        operations.constant(
                                "scaler.observed.mean", scalers.observedMean(), shape.observed()));
        T standard =
                operations.multiply(
                        centred,
                        operations.constant(
                                "scaler.observed.precision",
                                scalers.observedPrecision(),
                                shape.observed()));
        return operations.concatenate(
                2, List.of(standard, operations.slice(inputs.known(), 1, 0, shape.lookback())));
    }

    /** LSTM over the past and on over the horizons, gated against what it was given. */
    private T local(Selection<T> past, Selection<T> ahead, T symbol) {
        LstmStates<T> encoded =
                lstm(
                        "encoder",
                        past.selected(),
                        layers.residual("symbol.hidden", symbol, 1),
                        layers.residual("symbol.cell", symbol, 1));
        LstmStates<T> decoded = lstm("decoder", ahead.selected(), encoded.hidden(), encoded.cell());
        return layers.gatedAddAndNorm(
                "local",
                operations.concatenate(1, List.of(encoded.outputs(), decoded.outputs())),
                operations.concatenate(1, List.of(past.selected(), ahead.selected())),
                2);
    }

    private LstmStates<T> lstm(String name, T x, T hidden, T cell) {
        int units = shape.hidden();
        return operations.lstm(
                x,
                hidden,
                cell,
                new LstmWeights<>(
                        operations.weight(name + ".input", Start.RECURRENT, 4L * units, units),
                        operations.weight(name + ".hidden", Start.RECURRENT, 4L * units, units),
                        operations.weight(name + ".input.bias", Start.RECURRENT, 4L * units),
                        operations.weight(name + ".hidden.bias", Start.RECURRENT, 4L * units)));
    }

    /**
     * Where each horizon looks, averaged over the heads. Because the heads share their values, the
     * average of what they see is what their average sees.
     */
    private T attention(T asking, T all) {
        int width = shape.hidden() / NetworkShape.HEADS;
        T queries = heads("attention.query", asking, shape.horizons(), width, 0, 2, 1, 3);
        T keys = heads("attention.key", all, shape.positions(), width, 0, 2, 3, 1);
        T scale =
                operations.constant(
                        "attention.scale", new float[] {(float) (1 / Math.sqrt(width))}, 1);
        T mask = operations.constant("attention.mask", mask(), shape.horizons(), shape.positions());
        T scores =
                operations.add(
                        operations.multiply(operations.matrixProduct(queries, keys), scale), mask);
        return operations.mean(operations.softmax(scores), 1);
    }

    private T heads(String name, T x, int steps, int width, int... axes) {
        T all = layers.affine(name, x, shape.hidden(), shape.hidden());
        return operations.permute(
                operations.reshape(all, -1, steps, NetworkShape.HEADS, width), axes);
    }

    private T attended(T attention, T all) {
        int width = shape.hidden() / NetworkShape.HEADS;
        T values = layers.affine("attention.value", all, shape.hidden(), width);
        return layers.affine(
                "attention.out",
                operations.matrixProduct(attention, values),
                width,
                shape.hidden());
    }

    /** A horizon sees the whole past, itself and the horizons before it. */
    private float[] mask() {
        float[] mask = new float[shape.horizons() * shape.positions()];
        for (int horizon = 0; horizon < shape.horizons(); horizon++) {
            for (int at = shape.lookback() + horizon + 1; at < shape.positions(); at++) {
                mask[horizon * shape.positions() + at] = MASKED;
            }
        }
        return mask;
    }

    /** The median, and from it outward by steps that cannot be negative. */
    private T quantiles(T decoded) {
        T raw = layers.affine("quantiles", decoded, shape.hidden(), shape.quantiles());
        int median = shape.median();
        List<T> ordered = new ArrayList<>();
        T at = operations.slice(raw, 2, median, median + 1);
        ordered.add(at);
        for (int below = median - 1; below >= 0; below--) {
            at = operations.subtract(at, distance(raw, below));
            ordered.add(at);
        }
        Collections.reverse(ordered);
        at = ordered.get(median);
        for (int above = median + 1; above < shape.quantiles(); above++) {
            at = operations.add(at, distance(raw, above));
            ordered.add(at);
        }
        return operations.multiply(
                operations.concatenate(2, ordered),
                operations.constant("scaler.target", scalers.target(), shape.horizons(), 1));
    }

    private T distance(T raw, int quantile) {
        return operations.softplus(operations.slice(raw, 2, quantile, quantile + 1));
    }

    private T ahead(T all) {
        return operations.slice(all, 1, shape.lookback(), shape.positions());
    }

    /** [batch, hidden] as the same for every step. */
    private T step(T x) {
        return operations.reshape(x, -1, 1, shape.hidden());
    }
}
