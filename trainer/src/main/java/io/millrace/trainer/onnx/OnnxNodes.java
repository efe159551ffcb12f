package io.millrace.trainer.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import io.millrace.trainer.tft.Weights;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A graph as it grows: nodes and stored values. A value is known by its name. */
final class OnnxNodes {

    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final Set<String> stored = new HashSet<>();
    private int made;

    /** A node with one output, whose name it gives. */
    String node(String operator, List<String> inputs, AttributeProto... attributes) {
        String output = newName(operator);
        node(operator, inputs, List.of(output), attributes);
        return output;
    }

    void node(
            String operator,
            List<String> inputs,
            List<String> outputs,
            AttributeProto... attributes) {
        graph.addNode(
                NodeProto.newBuilder()
                        .setOpType(operator)
                        .setName("make " + outputs.get(0))
                        .addAllInput(inputs)
                        .addAllOutput(outputs)
                        .addAllAttribute(Arrays.asList(attributes)));
    }

    /** A name that no other value has. */
    String newName(String operator) {
        return operator.toLowerCase(Locale.ROOT) + "_" + made++;
    }

    /** Stores floats; the same name twice is the same value. */
    String floats(String name, float[] values, long... shape) {
        if (stored.add(name)) {
            TensorProto.Builder tensor =
                    TensorProto.newBuilder()
                            .setName(name)
                            .setDataType(TensorProto.DataType.FLOAT.getNumber())
                            .setRawData(ByteString.copyFrom(Weights.bytes(values)));
            for (long extent : shape) {
                tensor.addDims(extent);
            }
            graph.addInitializer(tensor);
        }
        return name;
    }

    /** Stores whole numbers under a name that they make. */
    String wholes(long... values) {
        StringBuilder name = new StringBuilder("whole");
        for (long value : values) {
            name.append('_').append(value);
        }
        if (stored.add(name.toString())) {
            TensorProto.Builder tensor =
                    TensorProto.newBuilder()
                            .setName(name.toString())
                            .setDataType(TensorProto.DataType.INT64.getNumber())
                            .addDims(values.length);
            for (long value : values) {
                tensor.addInt64Data(value);
            }
            graph.addInitializer(tensor);
        }
        return name.toString();
    }

    void input(String name, TensorProto.DataType type, long... shape) {
        graph.addInput(described(name, type, shape));
    }

    /** Gives a value the name of an output. */
    void output(String name, String value, long... shape) {
        node("Identity", List.of(value), List.of(name));
        graph.addOutput(described(name, TensorProto.DataType.FLOAT, shape));
    }

    GraphProto graph(String name) {
        return graph.setName(name).build();
    }

    static AttributeProto whole(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto fraction(String name, float value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.FLOAT)
                .setF(value)
                .build();
    }

    static AttributeProto wholes(String name, int... values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder()
                        .setName(name)
                        .setType(AttributeProto.AttributeType.INTS);
        for (int value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }

    /** A value whose first axis is the batch and free. */
    private static ValueInfoProto described(
            String name, TensorProto.DataType type, long... behindTheBatch) {
        TensorShapeProto.Builder shape =
                TensorShapeProto.newBuilder()
                        .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("batch"));
        for (long extent : behindTheBatch) {
            shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(extent));
        }
        TypeProto.Tensor tensor =
                TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape).build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }
}
