package io.millrace.trainer.tft;

import java.util.List;

/**
 * The tensor operations that the network is written in. One interpreter computes them and another
 * writes them down, so what is exported is what was trained.
 *
 * <p>Shapes broadcast as they do in NumPy. Axes count from 0. A shape may hold one -1, which is
 * whatever is left over: the batch.
 *
 * @param <T> a tensor, or what stands for one
 */
public interface Operations<T> {

    /** What the layer norm adds to a variance. */
    float NORM_EPSILON = 1e-5f;

    /** What a weight is before training. */
    enum Start {
        ZERO,
        ONE,
        /** Normal, narrow: the start of an embedding. */
        NORMAL,
        /** Uniform within Glorot's bound of the last two axes. */
        GLOROT,
        /** Uniform within one over the square root of the units, of which the first axis has 4. */
        RECURRENT
    }

    /**
     * Weights of one LSTM layer as PyTorch lays them out: the rows of input, forget, cell and
     * output gate, in this order.
     *
     * @param input [4 units, inputs]
     * @param hidden [4 units, units]
     * @param inputBias [4 units]
     * @param hiddenBias [4 units]
     */
    record LstmWeights<T>(T input, T hidden, T inputBias, T hiddenBias) {}

    /**
     * What an LSTM layer says.
     *
     * @param outputs [batch, steps, units]
     * @param hidden the last hidden state, [batch, units]
     * @param cell the last cell state, [batch, units]
     */
    record LstmStates<T>(T outputs, T hidden, T cell) {}

    /** A trained value by its name, which is its own across the network. */
    T weight(String name, Start start, long... shape);

    /** A value that training does not change. */
    T constant(String name, float[] values, long... shape);

    T matrixProduct(T left, T right);

    /** {@code x} times the transposed weights, which are [outputs, inputs]. */
    T linear(T x, T weights);

    T add(T left, T right);

    T subtract(T left, T right);

    T multiply(T left, T right);

    T elu(T x);

    T sigmoid(T x);

    T softplus(T x);

    /** Softmax over the last axis. */
    T softmax(T x);

    /** Normalises the last axis, then scales and shifts it. */
    T layerNorm(T x, T gain, T shift);

    T concatenate(int axis, List<T> parts);

    T slice(T x, int axis, long from, long to);

    T permute(T x, int... axes);

    T reshape(T x, long... shape);

    /** Sum over an axis, which goes. */
    T sum(T x, int axis);

    /** Mean over an axis, which goes. */
    T mean(T x, int axis);

    /** The rows of a table that the numbers name. */
    T rows(T table, T numbers);

    LstmStates<T> lstm(T x, T hidden, T cell, LstmWeights<T> weights);

    /** Drops values at random while training; nothing else does. */
    T dropout(T x);

    /** Whether dropout is the identity, so that affine maps on both sides of it are one. */
    boolean isInference();
}
