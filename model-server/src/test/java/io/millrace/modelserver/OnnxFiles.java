package io.millrace.modelserver;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Random;

/** Small ONNX models, written into a folder that a server serves. */
public final class OnnxFiles {

    public static final int FLOAT = TensorProto.DataType.FLOAT.getNumber();
    private static final int OPSET = 17;

    private OnnxFiles() {}

    /** y = x, for any type and shape. */
    public static ModelProto identity(int type, long... shape) {
        return model(
                GraphProto.newBuilder()
                        .addInput(value("x", type, shape))
                        .addOutput(value("y", type, shape))
                        .addNode(node("Identity", "y", "x")));
    }

    /** y = x + addend, on rows of three. */
    public static ModelProto plus(float addend) {
        return model(
                GraphProto.newBuilder()
                        .addInput(value("x", FLOAT, -1, 3))
                        .addOutput(value("y", FLOAT, -1, 3))
                        .addInitializer(floats("addend", new long[] {1}, new float[] {addend}))
                        .addNode(node("Add", "y", "x", "addend")));
    }

    /** sum = a + b and product = a times w, on rows of so many; w is random. */
    public static ModelProto two(int width) {
        Random values = new Random(7);
        float[] weights = new float[width * width];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) values.nextGaussian();
        }
        return model(
                GraphProto.newBuilder()
                        .addInput(value("a", FLOAT, -1, width))
                        .addInput(value("b", FLOAT, -1, width))
                        .addOutput(value("sum", FLOAT, -1, width))
                        .addOutput(value("product", FLOAT, -1, width))
                        .addInitializer(floats("w", new long[] {width, width}, weights))
                        .addNode(node("Add", "sum", "a", "b"))
                        .addNode(node("MatMul", "product", "a", "w")));
    }

    /** y = softmax over the first axis: every row depends on the others. */
    public static ModelProto mixing() {
        NodeProto softmax =
                node("Softmax", "y", "x").toBuilder()
                        .addAttribute(
                                AttributeProto.newBuilder()
                                        .setName("axis")
                                        .setType(AttributeProto.AttributeType.INT)
                                        .setI(0))
                        .build();
        return model(
                GraphProto.newBuilder()
                        .addInput(value("x", FLOAT, -1, 3))
                        .addOutput(value("y", FLOAT, -1, 3))
                        .addNode(softmax));
    }

    /** y = the row of a table of four at place x. */
    public static ModelProto lookup() {
        return model(
                GraphProto.newBuilder()
                        .addInput(value("x", TensorProto.DataType.INT64.getNumber(), -1))
                        .addOutput(value("y", FLOAT, -1, 2))
                        .addInitializer(
                                floats(
                                        "t",
                                        new long[] {4, 2},
                                        new float[] {0, 1, 2, 3, 4, 5, 6, 7}))
                        .addNode(node("Gather", "y", "t", "x")));
    }

    /** y = x after so many products with one matrix; takes as long as they are. */
    public static ModelProto slow(int width, int products) {
        float[] weights = new float[width * width];
        for (int i = 0; i < width; i++) {
            weights[i * width + i] = 1;
        }
        GraphProto.Builder graph =
                GraphProto.newBuilder()
                        .addInput(value("x", FLOAT, -1, width, width))
                        .addOutput(value("y", FLOAT, -1, width, width))
                        .addInitializer(floats("w", new long[] {width, width}, weights));
        for (int i = 0; i < products; i++) {
            String from = i == 0 ? "x" : "h" + (i - 1);
            String to = i == products - 1 ? "y" : "h" + i;
            graph.addNode(node("MatMul", to, from, "w"));
        }
        return model(graph);
    }

    public static ModelProto model(GraphProto.Builder graph) {
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .setProducerName("test")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey("maker").setValue("a test"))
                .setGraph(graph.setName("g"))
                .build();
    }

    public static NodeProto node(String operation, String output, String... inputs) {
        NodeProto.Builder node =
                NodeProto.newBuilder().setOpType(operation).setName(output).addOutput(output);
        for (String input : inputs) {
            node.addInput(input);
        }
        return node.build();
    }

    /** A tensor of the graph's edge; -1 is an open dimension. */
    public static ValueInfoProto value(String name, int type, long... shape) {
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
        for (int i = 0; i < shape.length; i++) {
            TensorShapeProto.Dimension.Builder one = TensorShapeProto.Dimension.newBuilder();
            dimensions.addDim(
                    shape[i] < 0
                            ? one.setDimParam(i == 0 ? "batch" : "d" + i)
                            : one.setDimValue(shape[i]));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(
                        TypeProto.newBuilder()
                                .setTensorType(
                                        TypeProto.Tensor.newBuilder()
                                                .setElemType(type)
                                                .setShape(dimensions)))
                .build();
    }

    private static TensorProto floats(String name, long[] shape, float[] values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        TensorProto.Builder tensor =
                TensorProto.newBuilder()
                        .setName(name)
                        .setDataType(FLOAT)
                        .setRawData(ByteString.copyFrom(raw));
        for (long dimension : shape) {
            tensor.addDims(dimension);
        }
        return tensor.build();
    }

    /** Puts a model into its place in one step, as a careful publisher does. */
    public static Path put(Path models, String name, int version, ModelProto model)
            throws IOException {
        return put(models, name, version, model.toByteArray());
    }

    public static Path put(Path models, String name, int version, byte[] content)
            throws IOException {
        Path folder = models.resolve(name).resolve(Integer.toString(version));
        Files.createDirectories(folder);
        Path part = Files.write(models.resolve("." + name + "-" + version + ".part"), content);
        return Files.move(part, folder.resolve("model.onnx"), StandardCopyOption.REPLACE_EXISTING);
    }

    public static void config(Path models, String name, String... lines) throws IOException {
        Files.createDirectories(models.resolve(name));
        Files.write(models.resolve(name).resolve("config.yaml"), List.of(lines));
    }
}
