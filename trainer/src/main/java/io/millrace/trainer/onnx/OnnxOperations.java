package io.millrace.trainer.onnx;

import io.millrace.trainer.tft.Operations;
import io.millrace.trainer.tft.Weights;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the operations down as nodes of opset 17; a value is its name.
 *
 * <p>Some weights are stored in another layout than PyTorch's. So that none is stored twice, a
 * weight is stored when a node first wants it.
 */
final class OnnxOperations implements Operations<String> {

    /** Where each of ONNX's gates (input, output, forget, cell) stands among PyTorch's rows. */
    private static final int[] GATES = {0, 3, 1, 2};

    private final OnnxNodes nodes;
    private final Weights weights;
    private final Map<String, long[]> shapes = new HashMap<>();

    OnnxOperations(OnnxNodes nodes, Weights weights) {
        this.nodes = nodes;
        this.weights = weights;
    }

    @Override
    public String weight(String name, Start start, long... shape) {
        shapes.put(name, shape);
        return name;
    }

    @Override
    public String constant(String name, float[] values, long... shape) {
        return nodes.floats(name, values, shape);
    }

    @Override
    public String matrixProduct(String left, String right) {
        return node("MatMul", left, right);
    }

    @Override
    public String linear(String x, String name) {
        long[] shape = shape(name);
        String transposed =
                nodes.floats(
                        name + ".transposed",
                        transposed(values(name), (int) shape[0], (int) shape[1]),
                        shape[1],
                        shape[0]);
        return nodes.node("MatMul", List.of(stored(x), transposed));
    }

    @Override
    public String add(String left, String right) {
        return node("Add", left, right);
    }

    @Override
    public String subtract(String left, String right) {
        return node("Sub", left, right);
    }

    @Override
    public String multiply(String left, String right) {
        return node("Mul", left, right);
    }

    @Override
    public String elu(String x) {
        return nodes.node("Elu", List.of(stored(x)), OnnxNodes.fraction("alpha", 1));
    }

    @Override
    public String sigmoid(String x) {
        return node("Sigmoid", x);
    }

    @Override
    public String softplus(String x) {
        return node("Softplus", x);
    }

    @Override
    public String softmax(String x) {
        return nodes.node("Softmax", List.of(stored(x)), OnnxNodes.whole("axis", -1));
    }

    @Override
    public String layerNorm(String x, String gain, String shift) {
        return nodes.node(
                "LayerNormalization",
                List.of(stored(x), stored(gain), stored(shift)),
                OnnxNodes.whole("axis", -1),
                OnnxNodes.fraction("epsilon", NORM_EPSILON));
    }

    @Override
    public String concatenate(int axis, List<String> parts) {
        return nodes.node(
                "Concat", parts.stream().map(this::stored).toList(), OnnxNodes.whole("axis", axis));
    }

    @Override
    public String slice(String x, int axis, long from, long to) {
        return nodes.node(
                "Slice",
                List.of(stored(x), nodes.wholes(from), nodes.wholes(to), nodes.wholes(axis)));
    }

    @Override
    public String permute(String x, int... axes) {
        return nodes.node("Transpose", List.of(stored(x)), OnnxNodes.wholes("perm", axes));
    }

    @Override
    public String reshape(String x, long... shape) {
        return nodes.node("Reshape", List.of(stored(x), nodes.wholes(shape)));
    }

    @Override
    public String sum(String x, int axis) {
        return nodes.node(
                "ReduceSum",
                List.of(stored(x), nodes.wholes(axis)),
                OnnxNodes.whole("keepdims", 0));
    }

    /** The axis is an attribute here and an input of the sum: opset 17 is between two customs. */
    @Override
    public String mean(String x, int axis) {
        return nodes.node(
                "ReduceMean",
                List.of(stored(x)),
                OnnxNodes.wholes("axes", axis),
                OnnxNodes.whole("keepdims", 0));
    }

    @Override
    public String rows(String table, String numbers) {
        return nodes.node(
                "Gather", List.of(stored(table), stored(numbers)), OnnxNodes.whole("axis", 0));
    }

    /** ONNX Runtime wants steps before batch, a direction's axis, and its own order of gates. */
    @Override
    public LstmStates<String> lstm(
            String x, String hidden, String cell, LstmWeights<String> layer) {
        int units = (int) shape(layer.hidden())[1];
        int inputs = (int) shape(layer.input())[1];
        float[] inputBias = inGateOrder(values(layer.inputBias()), units, 1);
        float[] hiddenBias = inGateOrder(values(layer.hiddenBias()), units, 1);
        float[] bias = new float[8 * units];
        System.arraycopy(inputBias, 0, bias, 0, 4 * units);
        System.arraycopy(hiddenBias, 0, bias, 4 * units, 4 * units);
        List<String> wanted =
                List.of(
                        permute(x, 1, 0, 2),
                        nodes.floats(
                                layer.input() + ".gates",
                                inGateOrder(values(layer.input()), units, inputs),
                                1,
                                4L * units,
                                inputs),
                        nodes.floats(
                                layer.hidden() + ".gates",
                                inGateOrder(values(layer.hidden()), units, units),
                                1,
                                4L * units,
                                units),
                        nodes.floats(layer.inputBias() + ".gates", bias, 1, 8L * units),
                        "", // no lengths: every sequence is whole
                        nodes.node("Unsqueeze", List.of(stored(hidden), nodes.wholes(0))),
                        nodes.node("Unsqueeze", List.of(stored(cell), nodes.wholes(0))));
        List<String> said =
                List.of(
                        nodes.newName("lstm_outputs"),
                        nodes.newName("lstm_hidden"),
                        nodes.newName("lstm_cell"));
        nodes.node("LSTM", wanted, said, OnnxNodes.whole("hidden_size", units));
        return new LstmStates<>(
                permute(squeezed(said.get(0), 1), 1, 0, 2),
                squeezed(said.get(1), 0),
                squeezed(said.get(2), 0));
    }

    @Override
    public String dropout(String x) {
        return x;
    }

    @Override
    public boolean isInference() {
        return true;
    }

    private String squeezed(String x, int axis) {
        return nodes.node("Squeeze", List.of(x, nodes.wholes(axis)));
    }

    private String node(String operator, String... inputs) {
        return nodes.node(operator, List.of(inputs).stream().map(this::stored).toList());
    }

    /** The value's name; a weight is stored now, as it is. */
    private String stored(String value) {
        return shapes.containsKey(value) ? nodes.floats(value, values(value), shape(value)) : value;
    }

    private float[] values(String weight) {
        return weights.values(weight, shape(weight));
    }

    private long[] shape(String weight) {
        long[] shape = shapes.get(weight);
        if (shape == null) {
            throw new IllegalArgumentException(weight + " (expected: the name of a weight)");
        }
        return shape;
    }

    private static float[] transposed(float[] values, int rows, int columns) {
        float[] transposed = new float[values.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                transposed[column * rows + row] = values[row * columns + column];
            }
        }
        return transposed;
    }

    private static float[] inGateOrder(float[] values, int units, int columns) {
        int block = units * columns;
        float[] ordered = new float[values.length];
        for (int gate = 0; gate < GATES.length; gate++) {
            System.arraycopy(values, GATES[gate] * block, ordered, gate * block, block);
        }
        return ordered;
    }
}
