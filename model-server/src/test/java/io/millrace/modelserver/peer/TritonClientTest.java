package io.millrace.modelserver.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.modelserver.ModelServer;
import io.millrace.modelserver.OnnxFiles;
import io.millrace.modelserver.ServerOptions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * NVIDIA's client for Triton talks to this server: {@code src/test/peer/session.py}.
 *
 * <p>It is taken from PyPI once per build folder; where that cannot be done, the test says so and
 * is left out.
 */
class TritonClientTest {

    private static final String LIBRARY = "tritonclient[http,grpc]==2.73.0";
    private static final Path SCRIPT = Path.of("src", "test", "peer", "session.py");
    private static final Path HOME =
            Path.of("target", "peer", "tritonclient-2.73.0").toAbsolutePath();
    private static final Duration INSTALLATION = Duration.ofMinutes(4);
    private static final Duration SESSION = Duration.ofMinutes(2);

    @TempDir private Path models;

    private record Ended(int status, List<String> lines) {}

    @Test
    void itsSessionGoesAsWithTriton() throws Exception {
        String missing = missing();
        assumeTrue(missing.isEmpty(), missing);
        OnnxFiles.put(models, "two", 1, OnnxFiles.two(5));
        OnnxFiles.config(models, "two", "priority-levels: 2");

        Ended session;
        try (ModelServer server = ModelServer.start(ServerOptions.local(models))) {
            session = session(server.uri().getAuthority());
        }

        assertThat(session.status()).as(String.join("\n", session.lines())).isZero();
        long steps;
        try (var lines = Files.lines(SCRIPT)) {
            steps = lines.filter(line -> line.equals("@step")).count();
        }
        assertThat(steps).isGreaterThan(10);
        assertThat(session.lines()).filteredOn(line -> line.startsWith("ok ")).hasSize((int) steps);
    }

    @Test
    void aSessionWithNobodyFails() throws Exception {
        String missing = missing();
        assumeTrue(missing.isEmpty(), missing);

        Ended session = session("127.0.0.1:1");

        assertThat(session.status()).isNotZero();
        assertThat(session.lines()).noneMatch(line -> line.startsWith("ok "));
    }

    private static Ended session(String address) throws IOException, InterruptedException {
        String python = HOME.resolve("bin").resolve("python").toString();
        return run(List.of(python, SCRIPT.toAbsolutePath().toString(), address), SESSION);
    }

    /** Why it cannot be had here, or nothing where it lies in its folder now. */
    private static String missing() throws IOException, InterruptedException {
        Path installed = HOME.resolve(".installed");
        if (Files.exists(installed)) {
            return "";
        }
        Files.createDirectories(HOME);
        String python = HOME.resolve("bin").resolve("python").toString();
        List<List<String>> commands =
                List.of(
                        List.of("python3", "-m", "venv", HOME.toString()),
                        List.of(
                                python,
                                "-m",
                                "pip",
                                "install",
                                "--quiet",
                                "--disable-pip-version-check",
                                "--retries=1",
                                "--timeout=15",
                                LIBRARY));
        for (List<String> command : commands) {
            Ended ended;
            try {
                ended = run(command, INSTALLATION);
            } catch (IOException noSuchProgram) {
                return LIBRARY + ": " + noSuchProgram.getMessage();
            }
            if (ended.status() != 0) {
                return LIBRARY + ": " + String.join("\n", ended.lines());
            }
        }
        Files.createFile(installed);
        return "";
    }

    private static Ended run(List<String> command, Duration limit)
            throws IOException, InterruptedException {
        File output = HOME.resolve("output.txt").toFile();
        Process process =
                new ProcessBuilder(command)
                        .directory(HOME.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output)
                        .start();
        if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return new Ended(-1, List.of("not done within " + limit));
        }
        return new Ended(process.exitValue(), Files.readAllLines(output.toPath()));
    }
}
