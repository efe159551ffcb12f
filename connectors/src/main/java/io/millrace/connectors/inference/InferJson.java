package io.millrace.connectors.inference;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The protocol's documents, with and without binary tensors behind them. */
final class InferJson {

    private static final String PARAMETERS = "parameters";
    private static final String SIZE = "binary_data_size";

    /** Longest text of a server that is repeated in a message. */
    private static final int LONGEST_ERROR = 500;

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    // Triton writes NaN and infinities bare
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .build();

    /** A request's bytes; the first {@code headerLength} are its document. */
    @SuppressWarnings("ArrayRecordComponent") // written once, compared nowhere
    record Body(byte[] bytes, int headerLength) {}

    private InferJson() {}

    static Body request(InferenceRequest request, boolean binary) {
        ObjectNode document = JSON.createObjectNode().put("id", request.id());
        ArrayNode inputs = document.putArray("inputs");
        for (Tensor tensor : request.inputs()) {
            ObjectNode input =
                    inputs.addObject()
                            .put("name", tensor.name())
                            .put("datatype", tensor.type().name());
            ArrayNode shape = input.putArray("shape");
            tensor.shape().forEach(shape::add);
            if (binary) {
                input.putObject(PARAMETERS).put(SIZE, tensor.data().length);
            } else {
                input.set("data", numbers(tensor));
            }
        }
        ArrayNode outputs = document.putArray("outputs");
        for (String name : request.outputs()) {
            ObjectNode output = outputs.addObject().put("name", name);
            if (binary) {
                output.putObject(PARAMETERS).put("binary_data", true);
            }
        }
        byte[] header = bytes(document);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(header);
        if (binary) {
            request.inputs().forEach(tensor -> body.writeBytes(tensor.data()));
        }
        return new Body(body.toByteArray(), header.length);
    }

    static InferenceAnswer answer(byte[] body, @Nullable String headerLength) throws IOException {
        int header = headerLength == null ? body.length : length(headerLength, body.length);
        JsonNode document = read(body, 0, header);
        List<Tensor> outputs = new ArrayList<>();
        int at = header;
        for (JsonNode output : document.path("outputs")) {
            String name = output.path("name").asText();
            DataType type = type(name, output.path("datatype").asText());
            List<Long> shape = shape(output.path("shape"));
            JsonNode size = output.path(PARAMETERS).path(SIZE);
            byte[] data;
            if (size.isIntegralNumber()) {
                int end = at + size.asInt();
                if (size.asInt() < 0 || end > body.length) {
                    throw ModelFailure.unreadable(
                            "output "
                                    + name
                                    + ": "
                                    + size
                                    + " bytes (expected: no more than came)");
                }
                data = Arrays.copyOfRange(body, at, end);
                at = end;
            } else {
                data = data(type, output.path("data"), Tensor.elements(shape));
            }
            outputs.add(new Tensor(name, type, shape, data));
        }
        return new InferenceAnswer(
                document.path("model_name").asText(),
                document.path("model_version").asText(""),
                texts(document.path(PARAMETERS)),
                outputs);
    }

    static ModelMetadata metadata(byte[] body) throws IOException {
        JsonNode document = read(body, 0, body.length);
        Map<String, String> properties = texts(document.path("properties"));
        properties.putAll(texts(document.path(PARAMETERS)));
        List<String> versions = new ArrayList<>();
        document.path("versions").forEach(version -> versions.add(version.asText()));
        return new ModelMetadata(
                document.path("name").asText(),
                versions,
                specs(document.path("inputs")),
                specs(document.path("outputs")),
                properties);
    }

    static boolean listsBinary(byte[] body) throws IOException {
        for (JsonNode extension : read(body, 0, body.length).path("extensions")) {
            if (extension.asText().equals("binary_tensor_data")) {
                return true;
            }
        }
        return false;
    }

    /** The server's own words, or the start of whatever it sent. */
    static String error(byte[] body) {
        String text;
        try {
            JsonNode document = read(body, 0, body.length);
            text = document.path("error").asText(document.path("detail").asText(""));
        } catch (IOException page) {
            text = new String(body, StandardCharsets.UTF_8);
        }
        return text.substring(0, Math.min(LONGEST_ERROR, text.length()));
    }

    private static JsonNode read(byte[] body, int from, int length) throws IOException {
        JsonNode document = JSON.readTree(body, from, length);
        if (document == null || !document.isObject()) {
            throw ModelFailure.unreadable("a document that is no object");
        }
        return document;
    }

    private static byte[] bytes(ObjectNode document) {
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ArrayNode numbers(Tensor tensor) {
        ArrayNode numbers = JSON.createArrayNode();
        ByteBuffer data = Tensor.over(tensor.data());
        while (data.hasRemaining()) {
            switch (tensor.type()) {
                case FP32 -> numbers.add(data.getFloat());
                case FP64 -> numbers.add(data.getDouble());
                case INT32 -> numbers.add(data.getInt());
                case INT64 -> numbers.add(data.getLong());
            }
        }
        return numbers;
    }

    private static byte[] data(DataType type, JsonNode values, long elements) throws ModelFailure {
        byte[] data = new byte[Math.toIntExact(elements * type.bytes())];
        ByteBuffer into = Tensor.over(data);
        put(type, values, into);
        if (into.hasRemaining()) {
            throw ModelFailure.unreadable(
                    into.position() + " bytes of data (expected: " + data.length + ")");
        }
        return data;
    }

    /** Flat or nested, as the server likes. */
    private static void put(DataType type, JsonNode values, ByteBuffer into) throws ModelFailure {
        for (JsonNode value : values) {
            if (value.isArray()) {
                put(type, value, into);
            } else if (!value.isNumber() || into.remaining() < type.bytes()) {
                throw ModelFailure.unreadable(
                        "data: " + value + " (expected: as many numbers as the shape has)");
            } else {
                switch (type) {
                    case FP32 -> into.putFloat((float) value.asDouble());
                    case FP64 -> into.putDouble(value.asDouble());
                    case INT32 -> into.putInt(value.asInt());
                    case INT64 -> into.putLong(value.asLong());
                }
            }
        }
    }

    private static DataType type(String name, String type) throws ModelFailure {
        return DataType.named(type)
                .orElseThrow(
                        () ->
                                ModelFailure.unreadable(
                                        "output "
                                                + name
                                                + ": "
                                                + type
                                                + " (expected: one of "
                                                + Arrays.toString(DataType.values())
                                                + ")"));
    }

    private static List<Long> shape(JsonNode dimensions) {
        List<Long> shape = new ArrayList<>();
        dimensions.forEach(dimension -> shape.add(dimension.asLong()));
        return shape;
    }

    private static List<TensorSpec> specs(JsonNode tensors) {
        List<TensorSpec> specs = new ArrayList<>();
        for (JsonNode tensor : tensors) {
            specs.add(
                    new TensorSpec(
                            tensor.path("name").asText(),
                            tensor.path("datatype").asText(),
                            shape(tensor.path("shape"))));
        }
        return specs;
    }

    private static Map<String, String> texts(JsonNode members) {
        Map<String, String> texts = new LinkedHashMap<>();
        members.fields()
                .forEachRemaining(
                        member -> {
                            if (member.getValue().isValueNode() && !member.getValue().isNull()) {
                                texts.put(member.getKey(), member.getValue().asText());
                            }
                        });
        return texts;
    }

    private static int length(String header, int most) throws ModelFailure {
        try {
            int length = Integer.parseInt(header);
            if (length > 0 && length <= most) {
                return length;
            }
        } catch (NumberFormatException unreadable) {
            throw ModelFailure.unreadable("header length: " + header);
        }
        throw ModelFailure.unreadable(
                "header length: " + header + " (expected: 1 to " + most + ")");
    }
}
