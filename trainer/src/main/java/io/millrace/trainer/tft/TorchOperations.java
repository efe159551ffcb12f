package io.millrace.trainer.tft;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Computes the operations with PyTorch.
 *
 * <p>The result of an operation belongs to the manager of its first operand. A weight belongs to
 * the root, so whatever starts from a weight would stay there with its whole graph; within a step
 * the weights are therefore lent to the step's manager.
 */
final class TorchOperations implements Operations<NDArray> {

    private final NDManager root;
    private final WeightSource source;
    private final boolean trainable;
    private final float dropout;
    private final Map<String, NDArray> weights = new LinkedHashMap<>();
    private final Map<String, NDArray> constants = new HashMap<>();
    private NDManager step;
    private boolean training;

    private TorchOperations(
            NDManager root, WeightSource source, boolean trainable, double dropout) {
        this.root = root;
        this.step = root;
        this.source = source;
        this.trainable = trainable;
        this.dropout = (float) dropout;
    }

    /** Operations over weights that gradients are wanted of. */
    static TorchOperations trainable(NDManager root, WeightSource source, double dropout) {
        return new TorchOperations(root, source, true, dropout);
    }

    /** Operations over weights that stay as they are. */
    static TorchOperations fixed(NDManager root, WeightSource source) {
        return new TorchOperations(root, source, false, 0);
    }

    /** Lends all weights to a manager until it is closed; every operation happens within one. */
    void begin(NDManager manager, boolean isTraining) {
        step = manager;
        training = isTraining;
        weights.values().forEach(weight -> weight.tempAttach(manager));
        constants.values().forEach(constant -> constant.tempAttach(manager));
    }

    /** Every weight that was asked for so far, by name. */
    Map<String, NDArray> weights() {
        return Collections.unmodifiableMap(weights);
    }

    @Override
    public NDArray weight(String name, Start start, long... shape) {
        NDArray weight = weights.get(name);
        if (weight == null) {
            weight = Torch.array(root, source.values(name, start, shape), shape);
            weight.setRequiresGradient(trainable);
            weight.tempAttach(step);
            weights.put(name, weight);
        }
        return weight;
    }

    @Override
    public NDArray constant(String name, float[] values, long... shape) {
        NDArray constant = constants.get(name);
        if (constant == null) {
            constant = Torch.array(root, values, shape);
            constant.tempAttach(step);
            constants.put(name, constant);
        }
        return constant;
    }

    @Override
    public NDArray matrixProduct(NDArray left, NDArray right) {
        return left.matMul(right);
    }

    @Override
    public NDArray linear(NDArray x, NDArray weights) {
        return Linear.linear(x, weights).singletonOrThrow();
    }

    @Override
    public NDArray add(NDArray left, NDArray right) {
        return left.add(right);
    }

    @Override
    public NDArray subtract(NDArray left, NDArray right) {
        return left.sub(right);
    }

    @Override
    public NDArray multiply(NDArray left, NDArray right) {
        return left.mul(right);
    }

    @Override
    public NDArray elu(NDArray x) {
        return x.getNDArrayInternal().elu(1);
    }

    @Override
    public NDArray sigmoid(NDArray x) {
        return x.getNDArrayInternal().sigmoid();
    }

    @Override
    public NDArray softplus(NDArray x) {
        return x.getNDArrayInternal().softPlus();
    }

    @Override
    public NDArray softmax(NDArray x) {
        return x.softmax(-1);
    }

    @Override
    public NDArray layerNorm(NDArray x, NDArray gain, NDArray shift) {
        return x.getNDArrayInternal()
                .layerNorm(x, gain.getShape(), gain, shift, NORM_EPSILON)
                .singletonOrThrow();
    }

    @Override
    public NDArray concatenate(int axis, List<NDArray> parts) {
        return NDArrays.concat(new NDList(parts), axis);
    }

    @Override
    public NDArray slice(NDArray x, int axis, long from, long to) {
        return x.get(new NDIndex().addAllDim(axis).addSliceDim(from, to));
    }

    @Override
    public NDArray permute(NDArray x, int... axes) {
        return x.transpose(axes);
    }

    @Override
    public NDArray reshape(NDArray x, long... shape) {
        return x.reshape(new Shape(shape));
    }

    @Override
    public NDArray sum(NDArray x, int axis) {
        return x.sum(new int[] {axis}, false);
    }

    @Override
    public NDArray mean(NDArray x, int axis) {
        return x.mean(new int[] {axis}, false);
    }

    @Override
    public NDArray rows(NDArray table, NDArray numbers) {
        return Embedding.embedding(numbers, table, SparseFormat.DENSE).singletonOrThrow();
    }

    @Override
    public LstmStates<NDArray> lstm(
            NDArray x, NDArray hidden, NDArray cell, LstmWeights<NDArray> weights) {
        NDList states = new NDList(hidden.expandDims(0), cell.expandDims(0));
        NDList layer =
                new NDList(
                        weights.input(),
                        weights.hidden(),
                        weights.inputBias(),
                        weights.hiddenBias());
        NDList said =
                x.getNDArrayInternal().lstm(x, states, layer, true, 1, 0, training, false, true);
        return new LstmStates<>(said.get(0), said.get(1).squeeze(0), said.get(2).squeeze(0));
    }

    @Override
    public NDArray dropout(NDArray x) {
        return isInference()
                ? x
                : x.getNDArrayInternal().dropout(x, dropout, true).singletonOrThrow();
    }

    @Override
    public boolean isInference() {
        return !training || dropout == 0;
    }
}
