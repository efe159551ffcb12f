package io.millrace.trainer.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.trainer.TrainerFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is logged, as MLflow's own client reads it back from MLflow's own server. Both are taken
 * from PyPI once per build folder; where that cannot be done, the test says so and is left out.
 */
class MlflowServerTest {
    private static final String LIBRARY = "mlflow==3.17.2";
    private static final Path HOME =
            Path.of(System.getProperty("project.root"), "trainer", "target", "mlflow-3.17.2");
    private static final String READ_BACK =
            """
            import sys, mlflow
            client = mlflow.MlflowClient(sys.argv[1])
            experiment = client.get_experiment_by_name("millrace")
            runs = client.search_runs([experiment.experiment_id])
            print("runs", len(runs))
            run = runs[0]
            print("status", run.info.status, run.info.run_name)
            print("params", sorted(run.data.params.items()))
            print("metrics", sorted(run.data.metrics.items()))
            history = client.get_metric_history(run.info.run_id, "tft.fold.pinball")
            print("history", sorted({(one.step, one.value) for one in history}))
            print("artifacts", sorted(one.path for one in client.list_artifacts(run.info.run_id)))
            print("report", open(client.download_artifacts(run.info.run_id, "report.html")).read())
            """;

    @TempDir static Path folder = Path.of("");

    private static @Nullable Process server;
    private static String address = "";

    @BeforeAll
    static void starts() throws Exception {
        String missing = missing();
        assumeTrue(missing.isEmpty(), missing);
        address = "http://127.0.0.1:" + freePort();
        ProcessBuilder builder =
                new ProcessBuilder(
                                HOME.resolve("bin/mlflow").toString(),
                                "server",
                                "--host",
                                "127.0.0.1",
                                "--port",
                                address.substring(address.lastIndexOf(':') + 1),
                                "--workers",
                                "1",
                                "--backend-store-uri",
                                "sqlite:///" + folder.resolve("mlflow.db"),
                                "--artifacts-destination",
                                folder.resolve("artifacts").toString())
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("server.log").toFile());
        // what runs evaluations in the background takes longer to start than everything else
        builder.environment().put("MLFLOW_SERVER_ENABLE_JOB_EXECUTION", "false");
        server = builder.start();
        awaitHealth(server);
    }

    @AfterAll
    static void stops() throws InterruptedException {
        if (server != null) {
            server.descendants().forEach(ProcessHandle::destroyForcibly);
            server.destroyForcibly().waitFor();
        }
    }

    @Test
    void mlflowReadsBackWhatWasLoggedAndFindsARunOnce() throws Exception {
        TrackingServer tracking =
                TrackingServer.of(Map.of(TrackingServer.VARIABLE, address + "/")).orElseThrow();
        Path report = Files.writeString(folder.resolve("report.html"), "<p>fan</p>");
        TrackedRun run =
                new TrackedRun(
                        "abc",
                        "tft abc",
                        Map.of("data a,b.csv", "ff", "setting train.seed", "1"),
                        Map.of("tft.pinball", 0.25, "tft.sharpe", Double.NaN),
                        List.of(
                                new TrackedRun.Step("tft.fold.pinball", 1, 0.5),
                                new TrackedRun.Step("tft.fold.pinball", 2, 0.125)),
                        List.of(report));

        String place = tracking.log(run, 1_700_000_000_000L);
        String again = tracking.log(run, 1_700_000_001_000L);

        assertThat(again).isEqualTo(place).startsWith(address + "/#/experiments/");
        assertThat(readBack())
                .isEqualTo(
                        """
                        runs 1
                        status FINISHED tft abc
                        params [('data a_b.csv', 'ff'), ('setting train.seed', '1')]
                        metrics [('tft.fold.pinball', 0.125), ('tft.pinball', 0.25)]
                        history [(1, 0.5), (2, 0.125)]
                        artifacts ['report.html']
                        report <p>fan</p>
                        """);
    }

    @Test
    void aServerThatIsAwayIsAFailure() throws Exception {
        TrackingServer nobody =
                TrackingServer.of(Map.of(TrackingServer.VARIABLE, "http://127.0.0.1:1"))
                        .orElseThrow();
        TrackedRun run = new TrackedRun("a", "a", Map.of(), Map.of(), List.of(), List.of());

        assertThatThrownBy(() -> nobody.log(run, 0)).isInstanceOf(IOException.class);
    }

    @Test
    void noVariableIsNoServerAndAnAddressWithAPasswordIsRefusedWithoutTellingIt() {
        assertThat(TrackingServer.of(Map.of())).isEmpty();
        assertThatThrownBy(
                        () ->
                                TrackingServer.of(
                                        Map.of(TrackingServer.VARIABLE, "http://me:s3cret@host")))
                .isInstanceOf(TrainerFailure.class)
                .hasMessageContaining("MLFLOW_TRACKING_URI")
                .hasMessageNotContaining("s3cret");
    }

    private static String readBack() throws Exception {
        Path output = folder.resolve("read-back.txt");
        Path errors = folder.resolve("read-back-errors.txt");
        Process process =
                new ProcessBuilder(HOME.resolve("bin/python").toString(), "-c", READ_BACK, address)
                        .directory(folder.toFile())
                        .redirectError(errors.toFile())
                        .redirectOutput(output.toFile())
                        .start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
        return Files.readString(output);
    }

    private static void awaitHealth(Process of) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/health")).build();
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3); // determinism: patience
        while (true) {
            assertThat(of.isAlive() && System.nanoTime() < end) // determinism: patience
                    .as(Files.readString(folder.resolve("server.log")))
                    .isTrue();
            try {
                if (client.send(request, BodyHandlers.ofString()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            }
        }
    }

    /** Why it cannot be had here, or nothing where it lies in its folder now. */
    private static String missing() throws InterruptedException {
        Path installed = HOME.resolve(".installed");
        if (Files.exists(installed)) {
            return "";
        }
        String python = HOME.resolve("bin/python").toString();
        try {
            Files.createDirectories(HOME);
            run(3, "python3", "-m", "venv", HOME.toString());
            run(
                    10,
                    python,
                    "-m",
                    "pip",
                    "install",
                    "--quiet",
                    "--disable-pip-version-check",
                    "--retries=1",
                    "--timeout=15",
                    LIBRARY);
            Files.createFile(installed);
            return "";
        } catch (IOException e) {
            return LIBRARY + " is not in reach: " + e.getMessage();
        }
    }

    private static void run(int minutes, String... command)
            throws IOException, InterruptedException {
        Path log = HOME.resolve("install.log");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
        if (process.exitValue() != 0) {
            throw new IOException(Files.readString(log, StandardCharsets.UTF_8).strip());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
