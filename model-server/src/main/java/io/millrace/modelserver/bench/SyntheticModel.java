package io.millrace.modelserver.bench;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/**
 * A model that costs what the small Temporal Fusion Transformer costs, about half a millisecond a
 * row: dense layers over 120 steps of 20 features, and nine numbers at the end. Its weights are
 * chance.
 */
final class SyntheticModel {

    private static final int STEPS = 120;
    private static final int FEATURES = 20;
    private static final int WIDTH = 64;
    private static final int LAYERS = 12;
    private static final int ANSWERS = 9;
    private static final int OPSET = 17;
    private static final int IR_VERSION = 8;

    private SyntheticModel() {}

    static byte[] bytes() {
        Random chance = new Random(1); // determinism: seeded
        GraphProto.Builder graph =
                GraphProto.newBuilder()
                        .setName("dense")
                        .addInput(value("x", STEPS, FEATURES))
                        .addOutput(value("y", ANSWERS))
                        .addInitializer(weights("w0", chance, FEATURES, WIDTH))
                        .addInitializer(weights("out", chance, WIDTH, ANSWERS))
                        .addInitializer(axis());
        String at = "x";
        for (int layer = 0; layer < LAYERS; layer++) {
            if (layer > 0) {
                graph.addInitializer(weights("w" + layer, chance, WIDTH, WIDTH));
            }
            graph.addNode(node("MatMul", "m" + layer, at, "w" + layer));
            graph.addNode(node("Elu", "e" + layer, "m" + layer));
            at = "e" + layer;
        }
        graph.addNode(node("ReduceSum", "sum", at, "axis"));
        graph.addNode(node("Squeeze", "flat", "sum", "axis"));
        graph.addNode(node("MatMul", "y", "flat", "out"));
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    private static NodeProto node(String operation, String output, String... inputs) {
        NodeProto.Builder node = NodeProto.newBuilder().setOpType(operation).addOutput(output);
        for (String input : inputs) {
            node.addInput(input);
        }
        return node.build();
    }

    private static ValueInfoProto value(String name, int... row) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("batch"));
        for (int one : row) {
            shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(one));
        }
        TypeProto.Tensor tensor =
                TypeProto.Tensor.newBuilder()
                        .setElemType(TensorProto.DataType.FLOAT.getNumber())
                        .setShape(shape)
                        .build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    /** Scaled so that values neither die nor explode on their way through the layers. */
    private static TensorProto weights(String name, Random chance, int rows, int columns) {
        ByteBuffer raw =
                ByteBuffer.allocate(rows * columns * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < rows * columns; i++) {
            raw.putFloat((float) (chance.nextGaussian() / Math.sqrt(rows)));
        }
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .addDims(rows)
                .addDims(columns)
                .setRawData(ByteString.copyFrom(raw.flip()))
                .build();
    }

    private static TensorProto axis() {
        return TensorProto.newBuilder()
                .setName("axis")
                .setDataType(TensorProto.DataType.INT64.getNumber())
                .addDims(1)
                .addInt64Data(1)
                .build();
    }
}
