package io.millrace.modelserver.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.millrace.modelserver.Refusal;
import io.millrace.modelserver.batching.Call;
import io.millrace.modelserver.tensor.Datatype;
import io.millrace.modelserver.tensor.Shape;
import io.millrace.modelserver.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of an inference request: JSON, and behind it the tensors that are binary.
 *
 * <p>Numbers go from the parser into the tensor's buffer; no tree is built of them.
 */
final class RequestBody {

    private static final JsonFactory JSON = new JsonFactory();

    private final byte[] body;
    private final int jsonBytes;
    private final long maxElements;
    private final List<Declared> declared = new ArrayList<>();
    private final List<String> outputs = new ArrayList<>();
    private final Map<String, Boolean> binaryOutputs = new HashMap<>();
    private final Map<String, Object> parameters = new HashMap<>();
    private String id = "";

    private RequestBody(byte[] body, int jsonBytes, long maxElements) {
        this.body = body;
        this.jsonBytes = jsonBytes;
        this.maxElements = maxElements;
    }

    /**
     * Reads a body.
     *
     * @param jsonBytes how many bytes of it are JSON
     * @param maxElements of a tensor
     */
    static RestCall read(
            byte[] body, int jsonBytes, String model, String version, long maxElements) {
        RequestBody reading = new RequestBody(body, jsonBytes, maxElements);
        try (JsonParser json = JSON.createParser(body, 0, jsonBytes)) {
            reading.request(json);
        } catch (JsonProcessingException e) {
            throw Refusal.invalid(
                    "failed to parse the request JSON buffer: "
                            + e.getOriginalMessage()
                            + " at line "
                            + e.getLocation().getLineNr()
                            + ", column "
                            + e.getLocation().getColumnNr());
        } catch (IOException e) {
            throw Refusal.invalid("failed to read the request: " + e.getMessage());
        }
        return new RestCall(
                new Call(
                        model,
                        version,
                        reading.id,
                        reading.tensors(),
                        reading.outputs,
                        Parameters.whole(reading.parameters, "priority"),
                        Parameters.whole(reading.parameters, "timeout")),
                Parameters.flag(reading.parameters, "binary_data_output"),
                reading.binaryOutputs);
    }

    /** An input as its JSON declares it. */
    private static final class Declared {
        private @Nullable String name;
        private @Nullable Datatype datatype;
        private @Nullable Shape shape;
        private @Nullable Tensor tensor;
        private @Nullable TokenBuffer early;
        private Map<String, Object> parameters = Map.of();
    }

    private void request(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw Refusal.invalid("request body (expected: a JSON object)");
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            switch (field) {
                case "id" -> id = text(json, "id");
                case "parameters" -> parameters.putAll(Parameters.read(json, "parameters"));
                case "inputs" -> {
                    array(value, "inputs");
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        declared.add(input(json));
                    }
                }
                case "outputs" -> {
                    array(value, "outputs");
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        output(json);
                    }
                }
                default -> json.skipChildren();
            }
        }
        if (declared.isEmpty()) {
            throw Refusal.invalid("inputs (expected: at least one input)");
        }
    }

    private Declared input(JsonParser json) throws IOException {
        Declared input = new Declared();
        object(json, "inputs");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "name" -> input.name = text(json, "name of an input");
                case "datatype" ->
                        input.datatype =
                                Datatype.named(text(json, "datatype"), String.valueOf(input.name));
                case "shape" -> input.shape = shape(json, String.valueOf(input.name));
                case "parameters" -> input.parameters = Parameters.read(json, "parameters");
                case "data" -> data(json, input);
                default -> json.skipChildren();
            }
        }
        complete(input);
        return input;
    }

    /** Data that comes before the type and shape that explain it is kept until they are known. */
    private void data(JsonParser json, Declared input) throws IOException {
        if (input.name == null || input.datatype == null || input.shape == null) {
            TokenBuffer early = new TokenBuffer(json);
            early.copyCurrentStructure(json);
            input.early = early;
            return;
        }
        input.tensor = elements(json, input.name, input.datatype, input.shape);
    }

    private Tensor elements(JsonParser json, String name, Datatype datatype, Shape shape)
            throws IOException {
        if (shape.elements() > jsonBytes) {
            throw Refusal.invalid(
                    "input '"
                            + name
                            + "': fewer elements than the "
                            + shape.elements()
                            + " that shape "
                            + shape
                            + " expects");
        }
        return JsonElements.read(json, name, datatype, shape);
    }

    private void complete(Declared input) throws IOException {
        if (input.name == null || input.datatype == null || input.shape == null) {
            throw Refusal.invalid(
                    "input '"
                            + (input.name == null ? "" : input.name)
                            + "' (expected: name, datatype and shape)");
        }
        if (input.early != null) {
            try (JsonParser again = input.early.asParser()) {
                again.nextToken();
                input.tensor = elements(again, input.name, input.datatype, input.shape);
            }
        }
        Parameters.refuse(input.parameters, "shared_memory_region", input.name);
        boolean isBinary = input.parameters.containsKey("binary_data_size");
        if (isBinary == (input.tensor != null)) {
            throw Refusal.invalid(
                    "input '"
                            + input.name
                            + "' (expected: either data or the parameter binary_data_size)");
        }
    }

    private void output(JsonParser json) throws IOException {
        object(json, "outputs");
        String name = "";
        Map<String, Object> said = Map.of();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "name" -> name = text(json, "name of an output");
                case "parameters" -> said = Parameters.read(json, "parameters");
                default -> json.skipChildren();
            }
        }
        Parameters.refuse(said, "shared_memory_region", name);
        Parameters.refuse(said, "classification", name);
        outputs.add(name);
        if (said.containsKey("binary_data")) {
            binaryOutputs.put(name, Parameters.flag(said, "binary_data"));
        }
    }

    /** All inputs, those of the binary part cut from it in the order of their declaration. */
    private List<Tensor> tensors() {
        List<Tensor> all = new ArrayList<>(declared.size());
        int at = jsonBytes;
        for (Declared one : declared) {
            Tensor tensor = one.tensor;
            if (tensor == null) {
                long size = Parameters.whole(one.parameters, "binary_data_size");
                if (size < 0 || size > body.length - at) {
                    throw Refusal.invalid(
                            "input '"
                                    + one.name
                                    + "': binary_data_size "
                                    + size
                                    + " (expected: at most the "
                                    + (body.length - at)
                                    + " bytes that are left of the body)");
                }
                ByteBuffer data = ByteBuffer.wrap(body, at, (int) size);
                at += (int) size;
                tensor =
                        Tensor.checked(
                                String.valueOf(one.name),
                                Objects.requireNonNull(one.datatype),
                                Objects.requireNonNull(one.shape),
                                data);
            }
            all.add(tensor);
        }
        if (at != body.length) {
            throw Refusal.invalid(
                    "request body has "
                            + (body.length - at)
                            + " bytes behind its last tensor (expected: 0)");
        }
        return all;
    }

    private Shape shape(JsonParser json, String name) throws IOException {
        array(json.currentToken(), "shape of input '" + name + "'");
        LongStream.Builder dimensions = LongStream.builder();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.VALUE_NUMBER_INT || json.getLongValue() < 0) {
                throw Refusal.invalid(
                        "shape of input '"
                                + name
                                + "': "
                                + json.getText()
                                + " (expected: whole numbers >= 0)");
            }
            dimensions.add(json.getLongValue());
        }
        return limited(Shape.of(dimensions.build().toArray()), name, maxElements);
    }

    /** The shape, unless a tensor of it would be larger than this server takes. */
    static Shape limited(Shape shape, String name, long maxElements) {
        if (shape.elements() > maxElements) {
            throw Refusal.invalid(
                    "shape of input '"
                            + name
                            + "': "
                            + shape
                            + " (expected: at most "
                            + maxElements
                            + " elements)");
        }
        return shape;
    }

    private static String text(JsonParser json, String what) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw Refusal.invalid(what + ": " + json.getText() + " (expected: text)");
        }
        return json.getText();
    }

    private static void array(@Nullable JsonToken token, String what) {
        if (token != JsonToken.START_ARRAY) {
            throw Refusal.invalid(what + " (expected: an array)");
        }
    }

    private static void object(JsonParser json, String what) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw Refusal.invalid(what + " (expected: an array of objects)");
        }
    }
}
