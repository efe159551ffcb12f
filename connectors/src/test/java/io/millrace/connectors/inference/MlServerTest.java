package io.millrace.connectors.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.domain.model.ModelDefinition;
import io.millrace.domain.model.ModelRef;
import io.millrace.domain.model.ModelSettings.Transport;
import io.millrace.domain.model.ModelWindow;
import io.millrace.domain.model.Prediction;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our clients against somebody else's server: MLServer of PyPI, with a model of a few lines. */
class MlServerTest {

    private static final Path VENV = Path.of("target", "mlserver-venv").toAbsolutePath();
    private static final String PACKAGE = "mlserver==1.7.1";

    @TempDir static Path folder = Path.of("");

    private static int http;
    private static int grpc;
    private static @Nullable Process server;

    @BeforeAll
    static void starts() throws Exception {
        assumeTrue(isInstalled(), "no " + PACKAGE + " from PyPI: this peer is not tried");
        http = freePort();
        grpc = freePort();
        Files.writeString(folder.resolve("tft.py"), MODEL);
        Files.writeString(
                folder.resolve("model-settings.json"),
                "{\"name\": \"tft\", \"implementation\": \"tft.Tft\", \"platform\": \"function\","
                        + INPUTS
                        + ", \"parameters\": {\"version\": \"3\"}}");
        Files.writeString(
                folder.resolve("settings.json"),
                "{\"host\": \"127.0.0.1\", \"http_port\": %d, \"grpc_port\": %d, \"metrics_port\": %d, \"parallel_workers\": 0}"
                        .formatted(http, grpc, freePort()));
        server =
                new ProcessBuilder(VENV.resolve("bin/mlserver").toString(), "start", ".")
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("mlserver.log").toFile())
                        .start();
        awaitReady();
    }

    @AfterAll
    static void stops() throws InterruptedException {
        Process running = server;
        if (running != null) {
            running.destroy();
            if (!running.waitFor(20, TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aModelThatSomebodyElseServesSaysWhatItsFunctionSays(Transport transport) throws Exception {
        try (ModelClient client = client(transport)) {
            ModelWindow window = Windows.of("AAPL", 5);
            Prediction said =
                    Windows.now(model(client, ModelDefinition.STANDARD).ask(window, 20_000));

            double newest = window.observed()[window.observed().length - 1];
            assertThat(said.modelVersion()).isEqualTo("3");
            assertThat(said.horizons())
                    .extracting(Prediction.Horizon::bars)
                    .containsExactly(30, 45, 60);
            assertThat(said.horizons().get(1).q10()).isCloseTo(newest - 0.01, within(1e-7));
            assertThat(said.horizons().get(1).q50()).isCloseTo(newest, within(1e-7));
            assertThat(said.horizons().get(1).q90()).isCloseTo(newest + 0.01, within(1e-7));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherDefinitionThanTheServedOneIsRefused(Transport transport) throws Exception {
        ModelDefinition standard = ModelDefinition.STANDARD;
        ModelDefinition shorter =
                new ModelDefinition(
                        "tft-0",
                        60,
                        standard.horizons(),
                        standard.quantiles(),
                        standard.observed(),
                        standard.known(),
                        false);
        try (ModelClient client = client(transport)) {
            assertThatThrownBy(() -> Windows.now(model(client, shorter).look(20_000)))
                    .hasMessageContaining("input observed: FP32 [-1, 120, 16]");
        }
    }

    @Test
    void aModelThatItDoesNotHaveIsNotReady() throws Exception {
        try (ModelClient client = client(Transport.REST)) {
            assertThat(Windows.now(client.ready("other", null, 20_000))).isFalse();
        }
    }

    private static ServedModel model(ModelClient client, ModelDefinition definition) {
        return new ServedModel(client, ModelRef.newest("tft"), definition);
    }

    private static ModelClient client(Transport transport) {
        int port = transport == Transport.REST ? http : grpc;
        return new ModelEndpoint("http://127.0.0.1:" + port, transport).open(null);
    }

    private static boolean isInstalled() throws IOException, InterruptedException {
        Path marker = VENV.resolve("installed");
        if (Files.exists(marker)) {
            return true;
        }
        boolean done =
                run(300, "python3", "-m", "venv", VENV.toString())
                        && run(
                                600,
                                VENV.resolve("bin/pip").toString(),
                                "install",
                                "--quiet",
                                "--disable-pip-version-check",
                                "--retries",
                                "0",
                                "--timeout",
                                "20",
                                PACKAGE);
        if (done) {
            Files.createFile(marker);
        }
        return done;
    }

    private static boolean run(int seconds, String... command)
            throws IOException, InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("install.log").toFile())
                            .start();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException noPython) {
            return false;
        }
    }

    private static void awaitReady() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        for (Transport transport : List.of(Transport.REST, Transport.GRPC)) {
            try (ModelClient client = client(transport)) {
                while (!isReady(client)) {
                    assertThat(System.nanoTime())
                            .as(Files.readString(folder.resolve("mlserver.log")))
                            .isLessThan(end);
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
                }
            }
        }
    }

    private static boolean isReady(ModelClient client) {
        return client.ready("tft", null, 5_000).exceptionally(away -> false).join();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static final String INPUTS =
            """
            "inputs": [{"name": "observed", "datatype": "FP32", "shape": [-1, 120, 16]},
                       {"name": "known", "datatype": "FP32", "shape": [-1, 123, 4]},
                       {"name": "symbol", "datatype": "INT64", "shape": [-1]}],
            "outputs": [{"name": "quantiles", "datatype": "FP32", "shape": [-1, 3, 3]}]
            """;

    private static final String MODEL =
            """
            import numpy as np
            from mlserver import MLModel
            from mlserver.codecs import NumpyCodec
            from mlserver.types import InferenceResponse


            class Tft(MLModel):
                async def predict(self, request):
                    tensors = {one.name: NumpyCodec.decode_input(one) for one in request.inputs}
                    newest = tensors["observed"][:, -1, -1]
                    quantiles = np.stack([newest - 0.01, newest, newest + 0.01], axis=-1)
                    quantiles = np.repeat(quantiles[:, None, :], 3, axis=1).astype(np.float32)
                    output = NumpyCodec.encode_output("quantiles", quantiles)
                    return InferenceResponse(
                        model_name=self.name, model_version=self.version, outputs=[output])
            """;
}
