package io.millrace.modelserver.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import inference.GrpcPredictV2.ModelInferRequest;
import inference.GrpcPredictV2.ModelInferRequest.InferInputTensor;
import io.millrace.modelserver.tensor.Datatype;
import io.millrace.modelserver.tensor.Shape;
import io.millrace.modelserver.tensor.Tensor;
import io.millrace.modelserver.tensor.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One request of so many made-up rows, in every form that a contender wants.
 *
 * @param inputs the tensors themselves
 */
record Question(int rows, List<Tensor> inputs) {

    private static final int OPEN_LENGTH = 8;

    static Question of(List<TensorSpec> specs, int rows, long seed) {
        Random chance = new Random(seed); // determinism: seeded
        List<Tensor> inputs = new ArrayList<>();
        for (TensorSpec spec : specs) {
            Shape shape =
                    (spec.shape().startsOpen() ? spec.shape().withRows(rows) : spec.shape())
                            .closedWith(OPEN_LENGTH);
            int elements = Math.toIntExact(shape.elements());
            ByteBuffer data =
                    ByteBuffer.allocateDirect(elements * spec.datatype().width())
                            .order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < elements; i++) {
                if (spec.datatype() == Datatype.FP32) {
                    data.putFloat((float) chance.nextGaussian());
                } else if (spec.datatype() == Datatype.FP64) {
                    data.putDouble(chance.nextGaussian());
                } else {
                    data.position(data.position() + spec.datatype().width());
                }
            }
            inputs.add(new Tensor(spec.name(), spec.datatype(), shape, data.flip()));
        }
        return new Question(rows, inputs);
    }

    ModelInferRequest grpc(String model) {
        ModelInferRequest.Builder request = ModelInferRequest.newBuilder().setModelName(model);
        for (Tensor one : inputs) {
            InferInputTensor.Builder head =
                    InferInputTensor.newBuilder()
                            .setName(one.name())
                            .setDatatype(one.datatype().name());
            for (long dimension : one.shape().dimensions()) {
                head.addShape(dimension);
            }
            request.addInputs(head);
            request.addRawInputContents(ByteString.copyFrom(one.reading()));
        }
        return request.build();
    }

    /** The JSON in front of the tensors. */
    byte[] restHead() {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.putObject("parameters").put("binary_data_output", true);
        ArrayNode all = request.putArray("inputs");
        for (Tensor one : inputs) {
            ObjectNode input =
                    all.addObject().put("name", one.name()).put("datatype", one.datatype().name());
            ArrayNode shape = input.putArray("shape");
            for (long dimension : one.shape().dimensions()) {
                shape.add(dimension);
            }
            input.putObject("parameters").put("binary_data_size", one.data().remaining());
        }
        return request.toString().getBytes(StandardCharsets.UTF_8);
    }

    byte[] restBody() {
        byte[] head = restHead();
        int bytes = inputs.stream().mapToInt(one -> one.data().remaining()).sum();
        ByteBuffer body = ByteBuffer.allocate(head.length + bytes).put(head);
        inputs.forEach(one -> body.put(one.reading()));
        return body.array();
    }
}
