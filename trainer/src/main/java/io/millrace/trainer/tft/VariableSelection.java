package io.millrace.trainer.tft;

import io.millrace.trainer.tft.Operations.Start;

/**
 * Variable selection: each variable goes through a gated residual network of its own, and a softmax
 * over all of them says how much of each is taken.
 *
 * <p>The networks of all variables are one: [variables, rows, hidden] tensors and one batched
 * product for each layer. A loop over twenty of them is what makes this part slow elsewhere. A
 * scalar variable's embedding is affine, so the first affine map behind it is folded into it, which
 * is exact.
 *
 * @param <T> a tensor, or what stands for one
 */
final class VariableSelection<T> {

    /**
     * What was selected.
     *
     * @param selected [batch, steps, hidden]
     * @param weights [batch, steps, variables], which add up to 1
     */
    record Selection<T>(T selected, T weights) {}

    private final Operations<T> operations;
    private final GatedLayers<T> layers;
    private final int hidden;

    VariableSelection(Operations<T> operations, int hidden) {
        this.operations = operations;
        this.layers = new GatedLayers<>(operations, hidden);
        this.hidden = hidden;
    }

    /**
     * Selects among scalar variables.
     *
     * @param x [batch, steps, variables]
     * @param context [batch, 1, hidden]
     */
    Selection<T> select(String name, T x, T context, int variables, int steps) {
        Embedding<T> embedding =
                new Embedding<>(
                        operations.weight(
                                name + ".embedding.weight", Start.NORMAL, variables, 1, hidden),
                        operations.weight(
                                name + ".embedding.bias", Start.NORMAL, variables, 1, hidden));
        T weights = weights(name + ".weights", x, context, embedding, variables);
        T each = each(name + ".each", x, embedding, variables);
        // [rows, 1, variables] times [rows, variables, hidden]
        T selected =
                operations.matrixProduct(
                        operations.reshape(weights, -1, 1, variables),
                        operations.permute(each, 1, 0, 2));
        return new Selection<>(operations.reshape(selected, -1, steps, hidden), weights);
    }

    /** What a variable's value becomes: {@code value * weight + bias}, both [variables, 1, h]. */
    private record Embedding<T>(T weight, T bias) {}

    /** A gated residual network over all embeddings at once, and a softmax. */
    private T weights(String name, T x, T context, Embedding<T> embedding, int variables) {
        T in = ofAllEmbeddings(name + ".in", x, embedding, variables, hidden);
        T told = layers.projection(name + ".context", context, hidden, hidden);
        T skip = ofAllEmbeddings(name + ".skip", x, embedding, variables, variables);
        return operations.softmax(
                layers.residualOf(name, operations.add(in, told), skip, variables, 2));
    }

    /** An affine map of all embeddings side by side, computed from the values themselves. */
    private T ofAllEmbeddings(
            String name, T x, Embedding<T> embedding, int variables, int outputs) {
        T flat =
                operations.weight(
                        name + ".weight", Start.GLOROT, outputs, (long) variables * hidden);
        T each = operations.permute(operations.reshape(flat, outputs, variables, hidden), 1, 2, 0);
        T slope =
                operations.reshape(
                        operations.matrixProduct(embedding.weight(), each), variables, outputs);
        T offsets =
                operations.reshape(
                        operations.matrixProduct(embedding.bias(), each), variables, outputs);
        T offset =
                operations.add(
                        operations.sum(offsets, 0),
                        operations.weight(name + ".bias", Start.ZERO, outputs));
        return operations.add(operations.matrixProduct(x, slope), offset);
    }

    /** Every variable through its own gated residual network: [variables, rows, hidden]. */
    private T each(String name, T x, Embedding<T> embedding, int variables) {
        T values = operations.reshape(operations.permute(x, 2, 0, 1), variables, -1, 1);
        Affine<T> in = perVariable(name + ".in", variables, hidden);
        Affine<T> inner = perVariable(name + ".inner", variables, hidden);
        Affine<T> gate = perVariable(name + ".gate", variables, 2 * hidden);
        T skip = operations.add(operations.multiply(values, embedding.weight()), embedding.bias());

        T activated =
                operations.elu(
                        operations.add(
                                operations.multiply(
                                        values,
                                        operations.matrixProduct(embedding.weight(), in.weight())),
                                in.of(operations, embedding.bias())));
        T gates;
        if (operations.isInference()) {
            T both = operations.matrixProduct(inner.weight(), gate.weight());
            gates =
                    operations.add(
                            operations.matrixProduct(activated, both),
                            gate.of(operations, inner.bias()));
        } else {
            gates = gate.of(operations, operations.dropout(inner.of(operations, activated)));
        }
        T through = layers.gate(gates, hidden, 2);
        return layers.normalised(name + ".norm", operations.add(skip, through), hidden);
    }

    private Affine<T> perVariable(String name, int variables, int outputs) {
        return new Affine<>(
                operations.weight(name + ".weight", Start.GLOROT, variables, hidden, outputs),
                operations.weight(name + ".bias", Start.ZERO, variables, 1, outputs));
    }

    /** One affine map for each variable. */
    private record Affine<T>(T weight, T bias) {

        T of(Operations<T> operations, T x) {
            return operations.add(operations.matrixProduct(x, weight), bias);
        }
    }
}
