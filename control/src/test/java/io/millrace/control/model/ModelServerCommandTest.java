package io.millrace.control.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.millrace.control.CliRun;
import io.millrace.control.live.ChildProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model server as a process: when it is ready, how it ends, and what it refuses. */
class ModelServerCommandTest {

    private static final String REQUEST =
            """
            {"inputs": [{"name": "x", "shape": [1, 3], "datatype": "FP32", "data": [1, 2, 3]}]}
            """;

    @TempDir private Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private Path models;

    @BeforeEach
    void writeModel() throws IOException {
        models = folder.resolve("models");
        Path version = Files.createDirectories(models.resolve("same").resolve("1"));
        Files.write(version.resolve("model.onnx"), identity().toByteArray());
    }

    @Test
    void itServesWithATokenAndAnswersWhatHasBegunWhenItIsTerminated() throws Exception {
        // requests wait long enough for the end to find them under way
        Files.writeString(
                models.resolve("same").resolve("config.yaml"),
                "max-batch: 1000\nqueue-delay-micros: 5000000\n");
        Path token = Files.writeString(folder.resolve("token"), "s3cret\n");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));

        try (ChildProcess server =
                ChildProcess.start(
                        folder.resolve("log"),
                        "model-server",
                        "--models",
                        models.toString(),
                        "--port",
                        "0",
                        "--device",
                        "cpu",
                        "--token-file",
                        token.toString())) {
            String address = server.awaitLine("ready ");
            assertThat(address).startsWith("http://127.0.0.1:");
            assertThat(send(address, "wrong").join().statusCode()).isEqualTo(401);
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                answers.add(send(address, "s3cret"));
            }
            awaitWaiting(address, 20);
            server.terminate();

            for (CompletableFuture<HttpResponse<String>> answer : answers) {
                assertThat(answer.join().statusCode()).as(answer.join().body()).isEqualTo(200);
                assertThat(answer.join().body()).contains("\"data\":[1.0,2.0,3.0]");
            }
            assertThat(server.exitCode()).isEqualTo(143);
            assertThat(server.said()).doesNotContain("s3cret");
        }
    }

    @Test
    void aTokenThatOthersCanReadIsUsage() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "s3cret\n");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));

        CliRun run = run("--token-file", token.toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("can be read by others (expected: mode 600");
        assertThat(run.err()).doesNotContain("s3cret");
    }

    @Test
    void aModelThatCannotServeIsUnusable() throws IOException {
        Files.write(models.resolve("same/1/model.onnx"), new byte[] {1, 2, 3});

        CliRun run = run();

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("same/1/model.onnx (expected: an ONNX model");
    }

    @Test
    void aTakenPortIsUsage() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            CliRun run = CliRun.of("model-server", "--models", models.toString(), "--port", port);

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("--port: " + port + " (expected: a free one");
        }
    }

    @Test
    void allMistakesAreToldAtOnce() {
        CliRun run =
                CliRun.of(
                        "model-server",
                        "--models",
                        folder.resolve("none").toString(),
                        "--device",
                        "tpu",
                        "--max-body",
                        "0");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains(
                        "--device: tpu (expected: auto, cpu or cuda)",
                        "--max-body: 0 (expected: 1 to 2047)",
                        "none (expected: a folder with <name>/<version>/model.onnx)");
    }

    private CliRun run(String... more) {
        List<String> arguments =
                new ArrayList<>(
                        List.of("model-server", "--models", models.toString(), "--port", "0"));
        arguments.addAll(List.of(more));
        return CliRun.of(arguments.toArray(String[]::new));
    }

    private CompletableFuture<HttpResponse<String>> send(String address, String token) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address + "/v2/models/same/infer"))
                        .header("Authorization", "Bearer " + token)
                        .POST(BodyPublishers.ofString(REQUEST))
                        .build();
        return http.sendAsync(request, BodyHandlers.ofString());
    }

    private void awaitWaiting(String address, int requests) throws Exception {
        HttpRequest metrics =
                HttpRequest.newBuilder(URI.create(address + "/metrics"))
                        .header("Authorization", "Bearer s3cret")
                        .build();
        String line = "nv_inference_pending_request_count{model=\"same\",version=\"1\"} ";
        long deadline = System.nanoTime() + 60_000_000_000L;
        String page = "";
        while (System.nanoTime() < deadline) {
            page = http.send(metrics, BodyHandlers.ofString()).body();
            if (page.contains(line + requests)) {
                return;
            }
        }
        throw new AssertionError(page);
    }

    private static ModelProto identity() {
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(
                        GraphProto.newBuilder()
                                .setName("g")
                                .addInput(value("x"))
                                .addOutput(value("y"))
                                .addNode(
                                        NodeProto.newBuilder()
                                                .setOpType("Identity")
                                                .addInput("x")
                                                .addOutput("y")))
                .build();
    }

    private static ValueInfoProto value(String name) {
        TypeProto.Tensor tensor =
                TypeProto.Tensor.newBuilder()
                        .setElemType(TensorProto.DataType.FLOAT.getNumber())
                        .setShape(
                                TensorShapeProto.newBuilder()
                                        .addDim(
                                                TensorShapeProto.Dimension.newBuilder()
                                                        .setDimParam("batch"))
                                        .addDim(
                                                TensorShapeProto.Dimension.newBuilder()
                                                        .setDimValue(3)))
                        .build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }
}
