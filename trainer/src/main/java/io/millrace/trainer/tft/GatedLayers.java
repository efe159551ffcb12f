package io.millrace.trainer.tft;

import io.millrace.trainer.tft.Operations.Start;

/**
 * The layers that the network is made of: affine maps, and gates that let a block be skipped.
 *
 * @param <T> a tensor, or what stands for one
 */
final class GatedLayers<T> {

    private final Operations<T> operations;
    private final int hidden;

    GatedLayers(Operations<T> operations, int hidden) {
        this.operations = operations;
        this.hidden = hidden;
    }

    T affine(String name, T x, int inputs, int outputs) {
        T weights = operations.weight(name + ".weight", Start.GLOROT, outputs, inputs);
        T bias = operations.weight(name + ".bias", Start.ZERO, outputs);
        return operations.add(operations.linear(x, weights), bias);
    }

    /** An affine map without a bias: what a context adds to. */
    T projection(String name, T x, int inputs, int outputs) {
        return operations.linear(
                x, operations.weight(name + ".weight", Start.GLOROT, outputs, inputs));
    }

    T normalised(String name, T x, int width) {
        return operations.layerNorm(
                x,
                operations.weight(name + ".gain", Start.ONE, width),
                operations.weight(name + ".shift", Start.ZERO, width));
    }

    /** Gated linear unit over the last axis, whose number is given. */
    T gated(String name, T x, int outputs, int axis) {
        return gate(affine(name, x, hidden, 2 * outputs), outputs, axis);
    }

    /** Halves the last axis: sigmoid of the first half, times the second. */
    T gate(T x, int width, int axis) {
        return operations.multiply(
                operations.sigmoid(operations.slice(x, axis, 0, width)),
                operations.slice(x, axis, width, 2L * width));
    }

    /** Lets through what the gate wants of {@code x}, adds what was there before, normalises. */
    T gatedAddAndNorm(String name, T x, T before, int axis) {
        T through = gated(name + ".gate", operations.dropout(x), hidden, axis);
        return normalised(name + ".norm", operations.add(before, through), hidden);
    }

    /** Gated residual network from the hidden width to the hidden width. */
    T residual(String name, T x, int axis) {
        return residualOf(name, affine(name + ".in", x, hidden, hidden), x, axis);
    }

    /** The same with a context, which has to broadcast against {@code x}. */
    T residual(String name, T x, T context, int axis) {
        T in = affine(name + ".in", x, hidden, hidden);
        T told = projection(name + ".context", context, hidden, hidden);
        return residualOf(name, operations.add(in, told), x, axis);
    }

    private T residualOf(String name, T in, T skip, int axis) {
        return residualOf(name, in, skip, hidden, axis);
    }

    /** The rest of a gated residual network, behind its first affine map and its skip. */
    T residualOf(String name, T in, T skip, int outputs, int axis) {
        T inner = affine(name + ".inner", operations.elu(in), hidden, hidden);
        T through = gated(name + ".gate", operations.dropout(inner), outputs, axis);
        return normalised(name + ".norm", operations.add(skip, through), outputs);
    }
}
