package io.millrace.modelserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.linecorp.armeria.client.grpc.GrpcClients;
import inference.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import inference.GrpcPredictV2.InferTensorContents;
import inference.GrpcPredictV2.ModelInferRequest;
import inference.GrpcPredictV2.ModelInferRequest.InferInputTensor;
import inference.GrpcPredictV2.ModelInferResponse;
import inference.GrpcPredictV2.ModelMetadataRequest;
import inference.GrpcPredictV2.ModelReadyRequest;
import inference.GrpcPredictV2.ServerLiveRequest;
import inference.GrpcPredictV2.ServerMetadataRequest;
import inference.GrpcPredictV2.ServerReadyRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.millrace.modelserver.Visitor.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Four ways to one answer, and what is refused on each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProtocolTest {

    private static final int WIDTH = 5;

    private Path two;
    private ModelServer server;
    private Visitor visitor;
    private GRPCInferenceServiceBlockingStub grpc;

    @BeforeAll
    void start(@TempDir Path models) throws Exception {
        two = OnnxFiles.put(models, "two", 3, OnnxFiles.two(WIDTH));
        OnnxFiles.put(models, "plus", 1, OnnxFiles.plus(1));
        OnnxFiles.put(models, "lookup", 1, OnnxFiles.lookup());
        for (Typed one : Typed.values()) {
            OnnxFiles.put(models, one.name(), 1, OnnxFiles.identity(one.onnx, -1, 2));
        }
        server = ModelServer.start(ServerOptions.local(models));
        visitor = new Visitor(server.uri());
        grpc =
                GrpcClients.newClient(
                        "gproto+" + server.uri() + "/", GRPCInferenceServiceBlockingStub.class);
    }

    /** The types that ONNX Runtime takes from Java, by ONNX's numbers, with two elements. */
    private enum Typed {
        FP32(1, "[1.5, -2.25]", 8),
        UINT8(2, "[0, 255]", 2),
        INT8(3, "[-128, 127]", 2),
        INT16(5, "[-32768, 32767]", 4),
        INT32(6, "[-2147483648, 2147483647]", 8),
        INT64(7, "[-9223372036854775808, 9223372036854775807]", 16),
        BYTES(8, "[\"\", \"naïve\"]", 14),
        BOOL(9, "[true, false]", 2),
        FP64(11, "[0.1, -1e300]", 16),
        FP16(10, "", 4),
        BF16(16, "", 4);

        private final int onnx;
        private final String json;
        private final int bytes;

        Typed(int onnx, String json, int bytes) {
            this.onnx = onnx;
            this.json = json;
            this.bytes = bytes;
        }
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 64})
    void jsonBinaryGrpcAndTheBareRuntimeAgreeToTheBit(int rows) throws Exception {
        Random random = new Random(rows);
        float[] a = randoms(random, rows * WIDTH);
        float[] b = randoms(random, rows * WIDTH);
        long[] shape = {rows, WIDTH};

        ObjectNode asked = Visitor.floats("a", shape, a);
        Visitor.add(asked, "b", shape, b);
        Reply json = visitor.infer("two", asked);
        assertThat(json.status()).as(json.error()).isEqualTo(200);
        HttpResponse<byte[]> binary =
                visitor.binary(
                        "/v2/models/two/infer",
                        """
                        {"parameters": {"binary_data_output": true}, "inputs": [
                         {"name": "a", "shape": [%1$d, %2$d], "datatype": "FP32",
                          "parameters": {"binary_data_size": %3$d}},
                         {"name": "b", "shape": [%1$d, %2$d], "datatype": "FP32",
                          "parameters": {"binary_data_size": %3$d}}]}
                        """
                                .formatted(rows, WIDTH, rows * WIDTH * 4),
                        concat(Visitor.bytes(a), Visitor.bytes(b)));
        assertThat(binary.statusCode()).isEqualTo(200);
        int head =
                Integer.parseInt(
                        binary.headers()
                                .firstValue("Inference-Header-Content-Length")
                                .orElseThrow());
        float[] tail =
                Visitor.floats(Arrays.copyOfRange(binary.body(), head, binary.body().length));
        ModelInferResponse raw = grpc.modelInfer(request(shape, a, b, true));
        ModelInferResponse typed = grpc.modelInfer(request(shape, a, b, false));

        try (DirectRun direct = new DirectRun(two)) {
            Map<String, float[]> inputs = Map.of("a", a, "b", b);
            float[] sum = direct.output("sum", shape, inputs);
            float[] product = direct.output("product", shape, inputs);
            assertThat(json.floats(0)).isEqualTo(sum);
            assertThat(json.floats(1)).isEqualTo(product);
            assertThat(tail).isEqualTo(concat(sum, product));
            assertThat(Visitor.floats(raw.getRawOutputContents(0).toByteArray())).isEqualTo(sum);
            assertThat(Visitor.floats(raw.getRawOutputContents(1).toByteArray()))
                    .isEqualTo(product);
            assertThat(typed.getRawOutputContentsList()).isEqualTo(raw.getRawOutputContentsList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeThatTheRuntimeTakesComesBackAsItWent(Typed type) throws Exception {
        byte[] data = new byte[type.bytes];
        new Random(1).nextBytes(data);
        if (type == Typed.BYTES) {
            data =
                    new byte[] {
                        0, 0, 0, 0, 6, 0, 0, 0, 'n', 'a', (byte) 0xc3, (byte) 0xaf, 'v', 'e'
                    };
        } else if (type == Typed.BOOL) {
            data = new byte[] {1, 0};
        }
        HttpResponse<byte[]> answer =
                visitor.binary(
                        "/v2/models/" + type + "/infer",
                        """
                        {"inputs": [{"name": "x", "shape": [1, 2], "datatype": "%s",
                          "parameters": {"binary_data_size": %d}}],
                         "outputs": [{"name": "y", "parameters": {"binary_data": true}}]}
                        """
                                .formatted(type, data.length),
                        data);

        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        assertThat(answer.body()).endsWith(data);

        Reply json =
                visitor.post(
                        "/v2/models/" + type + "/infer",
                        """
                        {"inputs": [{"name": "x", "shape": [1, 2], "datatype": "%s", "data": %s}]}
                        """
                                .formatted(type, type.json.isEmpty() ? "[1, 2]" : type.json));
        if (type.json.isEmpty()) {
            assertThat(json.status()).isEqualTo(400);
            assertThat(json.error()).contains("receiving " + type + " data via JSON");
        } else {
            assertThat(json.status()).as(json.error()).isEqualTo(200);
            assertThat(json.body().path("outputs").path(0).path("data"))
                    .isEqualTo(Visitor.JSON.readTree(type.json));
        }
    }

    @Test
    void nestedDataInAnyOrderOfMembersIsUnderstood() throws Exception {
        Reply reply =
                visitor.post(
                        "/v2/models/plus/infer",
                        """
                        {"id": "mine", "surprise": {"a": [1]}, "inputs": [
                          {"data": [[1, 2, 3], [4, 5, 6]], "shape": [2, 3], "datatype": "FP32",
                           "name": "x"}]}
                        """);

        assertThat(reply.status()).as(reply.error()).isEqualTo(200);
        assertThat(reply.floats(0)).containsExactly(2, 3, 4, 5, 6, 7);
        assertThat(reply.body().path("id").asText()).isEqualTo("mine");
        assertThat(reply.body().path("model_version").isTextual()).isTrue();
        assertThat(reply.body().path("outputs").path(0).path("shape").toString())
                .isEqualTo("[2,3]");
    }

    @Test
    void aRawBodyIsTheOneInput() throws Exception {
        HttpResponse<byte[]> answer =
                visitor.send(
                        visitor.request("/v2/models/plus/infer")
                                .header("Inference-Header-Content-Length", "0")
                                .POST(BodyPublishers.ofByteArray(Visitor.bytes(1, 2, 3)))
                                .build());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).endsWith(Visitor.bytes(2, 3, 4));
    }

    @Test
    void onlyTheOutputsAskedForComeBack() throws Exception {
        ObjectNode asked = Visitor.floats("a", new long[] {1, WIDTH}, new float[WIDTH]);
        Visitor.add(asked, "b", new long[] {1, WIDTH}, 1, 2, 3, 4, 5);
        asked.putArray("outputs").addObject().put("name", "sum");

        JsonNode outputs = visitor.infer("two", asked).body().path("outputs");

        assertThat(outputs).hasSize(1);
        assertThat(outputs.path(0).path("data").toString()).isEqualTo("[1.0,2.0,3.0,4.0,5.0]");
    }

    @Test
    void serverAndModelsDescribeThemselves() throws Exception {
        JsonNode said = visitor.get("/v2").body();
        assertThat(said.path("name").asText()).isEqualTo("millrace-model-server");
        assertThat(said.path("extensions").toString()).contains("binary_tensor_data");

        JsonNode model = visitor.get("/v2/models/two").body();
        assertThat(model.path("platform").asText()).isEqualTo("onnxruntime_onnx");
        assertThat(model.path("versions").toString()).isEqualTo("[\"3\"]");
        assertThat(model.path("inputs").toString())
                .isEqualTo(
                        """
                        [{"name":"a","datatype":"FP32","shape":[-1,5]},\
                        {"name":"b","datatype":"FP32","shape":[-1,5]}]""");
        assertThat(model.path("parameters").path("device").asText()).isEqualTo("cpu");
        assertThat(model.path("parameters").path("maker").asText()).isEqualTo("a test");
        assertThat(model.path("parameters").path("sha256").asText()).hasSize(64);
        assertThat(visitor.get("/v2/models/two/versions/3").body()).isEqualTo(model);
        assertThat(visitor.get("/v2/models/two/config").body().path("max_batch_size").asInt())
                .isEqualTo(8);

        assertThat(grpc.serverMetadata(ServerMetadataRequest.getDefaultInstance()).getName())
                .isEqualTo("millrace-model-server");
        assertThat(
                        grpc.modelMetadata(ModelMetadataRequest.newBuilder().setName("two").build())
                                .getInputs(1)
                                .getShapeList())
                .containsExactly(-1L, 5L);
    }

    /** The generated classes lack the field, so it is read by its number: 6, name and value. */
    @Test
    void whatAModelSaysOfItselfIsTheSameOnBothWays() throws Exception {
        Map<String, String> rest = new TreeMap<>();
        visitor.get("/v2/models/two")
                .body()
                .path("parameters")
                .fields()
                .forEachRemaining(one -> rest.put(one.getKey(), one.getValue().asText()));

        Map<String, String> overGrpc = new TreeMap<>();
        for (ByteString entry :
                grpc.modelMetadata(ModelMetadataRequest.newBuilder().setName("two").build())
                        .getUnknownFields()
                        .getField(6)
                        .getLengthDelimitedList()) {
            UnknownFieldSet pair = UnknownFieldSet.parseFrom(entry);
            overGrpc.put(text(pair, 1), text(pair, 2));
        }

        assertThat(rest).containsEntry("maker", "a test").containsKey("sha256");
        assertThat(overGrpc).isEqualTo(rest);
    }

    private static String text(UnknownFieldSet pair, int field) {
        return pair.getField(field).getLengthDelimitedList().get(0).toStringUtf8();
    }

    @Test
    void healthIsToldOnBothWays() throws Exception {
        assertThat(visitor.get("/v2/health/live").body().toString()).isEqualTo("{\"live\":true}");
        assertThat(visitor.get("/v2/health/ready").body().toString()).isEqualTo("{\"ready\":true}");
        assertThat(visitor.get("/health").body().path("status").asText()).isEqualTo("ready");
        assertThat(visitor.get("/v2/models/two/ready").body().path("ready").asBoolean()).isTrue();
        assertThat(visitor.get("/v2/models/two/versions/9/ready").status()).isEqualTo(404);
        assertThat(grpc.serverLive(ServerLiveRequest.getDefaultInstance()).getLive()).isTrue();
        assertThat(grpc.serverReady(ServerReadyRequest.getDefaultInstance()).getReady()).isTrue();
        assertThat(
                        grpc.modelReady(ModelReadyRequest.newBuilder().setName("two").build())
                                .getReady())
                .isTrue();
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "plus | {                                                        | 400 | failed to parse",
                "plus | []                                                       | 400 | JSON object",
                "plus | {}                                                       | 400 | at least one input",
                "gone | {'inputs': [{X, 'data': [1, 2, 3]}]}                     | 404 | unknown model: 'gone'",
                "plus | {'inputs': [{'name': 'z', 'shape': [1, 3], 'datatype': 'FP32', 'data': [1, 2, 3]}]} | 400 | unexpected inference input 'z'",
                "plus | {'inputs': [{X, 'data': [1, 2]}]}                        | 400 | 2 elements (expected: 3 for shape [1,3])",
                "plus | {'inputs': [{X, 'data': [1, 2, 3, 4]}]}                  | 400 | 4 elements (expected: 3",
                "plus | {'inputs': [{X, 'data': [1, 'a', 3]}]}                   | 400 | element 1 is a (expected: a finite number",
                "plus | {'inputs': [{X, 'data': [1, 1e39, 3]}]}                  | 400 | element 1 is 1e39",
                "plus | {'inputs': [{X, 'data': [1, NaN, 3]}]}                   | 400 | failed to parse",
                "plus | {'inputs': [{X}]}                                        | 400 | either data or the parameter",
                "plus | {'inputs': [{X, 'data': [1,2,3]}, {X, 'data': [1,2,3]}]} | 400 | given twice",
                "plus | {'inputs': [{'name': 'x', 'shape': [3], 'datatype': 'FP32', 'data': [1, 2, 3]}]} | 400 | Expected [-1,3], got [3]",
                "plus | {'inputs': [{'name': 'x', 'shape': [0, 3], 'datatype': 'FP32', 'data': []}]} | 400 | batch-size must be >= 1",
                "plus | {'inputs': [{'name': 'x', 'shape': [1, -3], 'datatype': 'FP32', 'data': []}]} | 400 | -3 (expected: whole numbers >= 0)",
                "plus | {'inputs': [{'name': 'x', 'shape': [99999999999, 3], 'datatype': 'FP32', 'data': []}]} | 400 | at most 16777216 elements",
                "plus | {'inputs': [{'name': 'x', 'shape': [1, 3], 'datatype': 'INT32', 'data': [1, 2, 3]}]} | 400 | data-type is 'INT32', but model 'plus' expects 'FP32'",
                "plus | {'inputs': [{'name': 'x', 'shape': [1, 3], 'datatype': 'FLOAT', 'data': [1, 2, 3]}]} | 400 | datatype 'FLOAT' (expected: one of [BOOL",
                "plus | {'inputs': [{X, 'data': [1, 2, 3]}], 'outputs': [{'name': 'q'}]} | 400 | unexpected inference output 'q'",
                "plus | {'inputs': [{X, 'data': [1, 2, 3]}], 'outputs': [{'name': 'y', 'parameters': {'classification': 2}}]} | 501 | 'classification' is not supported",
                "plus | {'parameters': {'priority': 9}, 'inputs': [{X, 'data': [1, 2, 3]}]} | 400 | priority 9",
                "two  | {'inputs': [{'name': 'a', 'shape': [1, 5], 'datatype': 'FP32', 'data': [1, 2, 3, 4, 5]}]} | 400 | missing required input(s) [b]",
                "UINT8 | {'inputs': [{'name': 'x', 'shape': [1, 2], 'datatype': 'UINT8', 'data': [1, 256]}]} | 400 | element 1 is 256",
                "INT32 | {'inputs': [{'name': 'x', 'shape': [1, 2], 'datatype': 'INT32', 'data': [1, 2.5]}]} | 400 | element 1 is 2.5",
                "lookup | {'inputs': [{'name': 'x', 'shape': [1], 'datatype': 'INT64', 'data': [9]}]} | 400 | model 'lookup' failed",
            })
    void whatIsWrongIsRefusedWithNameAndExpectation(
            String model, String body, int status, String error) throws Exception {
        String json =
                body.replace("X", "'name': 'x', 'shape': [1, 3], 'datatype': 'FP32'")
                        .replace('\'', '"');

        Reply reply = visitor.post("/v2/models/" + model + "/infer", json);

        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(status);
        assertThat(reply.error()).contains(error);
    }

    @Test
    void wrongPathsMethodsAndVersionsAreTold() throws Exception {
        assertThat(visitor.get("/v2/nothing").status()).isEqualTo(404);
        assertThat(visitor.get("/v2/nothing").error()).isEqualTo("Not Found");
        assertThat(visitor.get("/v2/models/plus/infer").status()).isEqualTo(405);
        assertThat(visitor.get("/v2/models/plus/versions/7").error())
                .isEqualTo("Request for unknown model: 'plus' version 7 is not found");
        assertThat(visitor.get("/v2/models/plus/versions/a").status()).isEqualTo(400);
    }

    @Test
    void notANumberIsCarriedInBinaryAndNamedInJson() throws Exception {
        String json =
                """
                {"inputs": [{"name": "x", "shape": [1, 3], "datatype": "FP32",
                  "parameters": {"binary_data_size": 12}}],
                 "outputs": [{"name": "y", "parameters": {"binary_data": %s}}]}
                """;
        byte[] data = Visitor.bytes(1, Float.NaN, Float.POSITIVE_INFINITY);

        HttpResponse<byte[]> binary =
                visitor.binary("/v2/models/plus/infer", json.formatted("true"), data);
        HttpResponse<byte[]> text =
                visitor.binary("/v2/models/plus/infer", json.formatted("false"), data);

        assertThat(binary.statusCode()).isEqualTo(200);
        assertThat(binary.body()).endsWith(Visitor.bytes(2, Float.NaN, Float.POSITIVE_INFINITY));
        assertThat(text.statusCode()).isEqualTo(400);
        assertThat(Visitor.JSON.readTree(text.body()).path("error").asText())
                .contains("output 'y' holds NaN");
    }

    @Test
    void aBinaryPartOfTheWrongLengthIsRefused() throws Exception {
        String json =
                """
                {"inputs": [{"name": "x", "shape": [1, 3], "datatype": "FP32",
                  "parameters": {"binary_data_size": %d}}]}
                """;

        assertThat(error(json.formatted(8), new byte[8])).contains("expecting 12");
        assertThat(error(json.formatted(12), new byte[8])).contains("8 bytes that are left");
        assertThat(error(json.formatted(12), new byte[16])).contains("4 bytes behind");
    }

    @Test
    void grpcRefusesWithItsOwnCodes() {
        ModelInferRequest.Builder request = ModelInferRequest.newBuilder().setModelName("plus");
        InferInputTensor.Builder x =
                InferInputTensor.newBuilder()
                        .setName("x")
                        .setDatatype("FP32")
                        .addAllShape(List.of(1L, 3L));

        assertRefused(
                request.clone().setModelName("gone").build(), Status.Code.NOT_FOUND, "'gone'");
        assertRefused(
                request.clone().addInputs(x).build(),
                Status.Code.INVALID_ARGUMENT,
                "0 elements of FP32 (expected: 3");
        assertRefused(
                request.clone()
                        .addInputs(x)
                        .addRawInputContents(ByteString.copyFrom(new byte[4]))
                        .build(),
                Status.Code.INVALID_ARGUMENT,
                "expecting 12");
        assertRefused(
                request.clone()
                        .addInputs(
                                x.clone()
                                        .setContents(
                                                InferTensorContents.newBuilder()
                                                        .addFp32Contents(1)))
                        .addRawInputContents(ByteString.copyFrom(new byte[12]))
                        .build(),
                Status.Code.INVALID_ARGUMENT,
                "contents field must not be specified");
    }

    private void assertRefused(ModelInferRequest request, Status.Code code, String text) {
        assertThatThrownBy(() -> grpc.modelInfer(request))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        refused -> {
                            assertThat(refused.getStatus().getCode()).isEqualTo(code);
                            assertThat(refused.getStatus().getDescription()).contains(text);
                        });
    }

    private String error(String json, byte[] data) throws Exception {
        HttpResponse<byte[]> answer = visitor.binary("/v2/models/plus/infer", json, data);
        assertThat(answer.statusCode()).isEqualTo(400);
        return Visitor.JSON.readTree(answer.body()).path("error").asText();
    }

    private static ModelInferRequest request(long[] shape, float[] a, float[] b, boolean raw) {
        ModelInferRequest.Builder request = ModelInferRequest.newBuilder().setModelName("two");
        for (float[] values : List.of(a, b)) {
            InferInputTensor.Builder input =
                    InferInputTensor.newBuilder()
                            .setName(values == a ? "a" : "b")
                            .setDatatype("FP32");
            for (long dimension : shape) {
                input.addShape(dimension);
            }
            if (raw) {
                request.addRawInputContents(ByteString.copyFrom(Visitor.bytes(values)));
            } else {
                InferTensorContents.Builder contents = InferTensorContents.newBuilder();
                for (float value : values) {
                    contents.addFp32Contents(value);
                }
                input.setContents(contents);
            }
            request.addInputs(input);
        }
        return request.build();
    }

    private static float[] randoms(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static float[] concat(float[] one, float[] other) {
        float[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static byte[] concat(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
