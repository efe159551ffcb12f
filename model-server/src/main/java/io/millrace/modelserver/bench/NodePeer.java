package io.millrace.modelserver.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A server in JavaScript over onnxruntime-node, taken from npm once; it ends when its standard
 * input does, so that it cannot outlive this process.
 */
final class NodePeer implements AutoCloseable {

    static final String LIBRARY = "onnxruntime-node@1.30.0";
    private static final String SCRIPT = "peer.mjs";
    private static final Duration INSTALLATION = Duration.ofMinutes(5);

    private final Process process;
    private final URI uri;

    private NodePeer(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /** Why it cannot be had here; empty where it lies in the folder now. */
    static String missing(Path folder) throws IOException, InterruptedException {
        Path installed = folder.resolve(".installed");
        if (Files.exists(installed)) {
            return "";
        }
        Files.createDirectories(folder);
        ProcessBuilder npm =
                new ProcessBuilder(
                                "npm",
                                "install",
                                "--prefix=.",
                                "--no-audit",
                                "--no-fund",
                                "--fetch-retries=1",
                                "--fetch-timeout=15000",
                                LIBRARY)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("npm.log").toFile());
        // the libraries for GPUs would be fetched from elsewhere
        npm.environment().put("ONNXRUNTIME_NODE_INSTALL", "skip");
        npm.environment().put("ONNXRUNTIME_NODE_INSTALL_CUDA", "skip");
        Process run;
        try {
            run = npm.start();
        } catch (IOException noNpm) {
            return LIBRARY + ": " + noNpm.getMessage();
        }
        if (!run.waitFor(INSTALLATION.toSeconds(), TimeUnit.SECONDS)) {
            run.destroyForcibly();
            return LIBRARY + ": not installed within " + INSTALLATION;
        }
        if (run.exitValue() != 0) {
            return LIBRARY + ": " + Files.readString(folder.resolve("npm.log")).strip();
        }
        Files.createFile(installed);
        return "";
    }

    static NodePeer start(Path folder, Path model, int threads) throws IOException {
        try (InputStream script =
                Objects.requireNonNull(NodePeer.class.getResourceAsStream(SCRIPT))) {
            Files.copy(script, folder.resolve(SCRIPT), StandardCopyOption.REPLACE_EXISTING);
        }
        Process process =
                new ProcessBuilder(
                                List.of(
                                        "node",
                                        SCRIPT,
                                        model.toAbsolutePath().toString(),
                                        Integer.toString(threads)))
                        .directory(folder.toFile())
                        .redirectError(folder.resolve("node.log").toFile())
                        .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        if (line == null || !line.startsWith("ready ")) {
            process.destroyForcibly();
            throw new IOException(
                    LIBRARY + " did not start: " + Files.readString(folder.resolve("node.log")));
        }
        return new NodePeer(
                process, URI.create("http://127.0.0.1:" + line.substring("ready ".length())));
    }

    URI uri() {
        return uri;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
