package io.millrace.control.model;

import io.millrace.control.CommandFailure;
import io.millrace.control.ExitCode;
import io.millrace.control.config.Complaints;
import io.millrace.modelserver.ModelServer;
import io.millrace.modelserver.ServerOptions;
import io.millrace.modelserver.onnx.BadModel;
import io.millrace.modelserver.onnx.CudaMissing;
import io.millrace.modelserver.onnx.Device;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves a folder of models until it is stopped. */
@Command(
        name = "model-server",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        sortSynopsis = false,
        description = {
            "Serve ONNX models by the Open Inference Protocol, REST and gRPC on one port.",
            "A changed or added version is loaded, warmed up and then swapped in."
        },
        footer = {
            "",
            "Prints \"ready http://127.0.0.1:P\" when every model is warmed up. SIGTERM lets",
            "what has begun finish. With a token in --token-file or MILLRACE_MODEL_TOKEN",
            "callers have to show it. docs/model-server.md has the protocol.",
            "",
            "Example:",
            "  ./millrace model-server --models models --port 8001"
        })
public final class ModelServerCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--models",
            required = true,
            paramLabel = "DIR",
            description = "The folder of models: DIR/<name>/<version>/model.onnx.")
    private Path models = Path.of("models");

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "8001",
            description = "${DEFAULT-VALUE} unless said, 0 for a free one.")
    private int port = 8001;

    @Option(
            names = "--device",
            paramLabel = "auto|cpu|cuda",
            defaultValue = "auto",
            description = "Where models run; ${DEFAULT-VALUE} unless said.")
    private String device = "auto";

    @Option(
            names = "--host",
            paramLabel = "H",
            defaultValue = ServerOptions.LOOPBACK,
            description = "Address to listen at; ${DEFAULT-VALUE} unless said.")
    private String host = ServerOptions.LOOPBACK;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "What callers have to show; readable by its owner alone.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--max-body",
            paramLabel = "MIB",
            defaultValue = "64",
            description = "Largest request; ${DEFAULT-VALUE} MiB unless said.")
    private int maxBody = 64;

    @Option(
            names = "--max-elements",
            paramLabel = "N",
            defaultValue = "16777216",
            description = "Largest tensor; ${DEFAULT-VALUE} elements unless said.")
    private long maxElements = 16_777_216;

    @Option(
            names = "--drain",
            paramLabel = "S",
            defaultValue = "30",
            description = "Seconds for what has begun at the end; ${DEFAULT-VALUE} unless said.")
    private int drain = 30;

    @Override
    public Integer call() throws InterruptedException {
        ServerOptions options = options();
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        ModelServer server = started(options);
        CountDownLatch closed = new CountDownLatch(1);
        // the JVM waits for its hooks, so requests under way are answered before it ends
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    server.close();
                                    closed.countDown();
                                },
                                "drain"));
        out.println("ready " + server.uri());
        out.flush();
        closed.await();
        return ExitCode.OK;
    }

    private ServerOptions options() {
        Complaints complaints = new Complaints();
        Optional<Device> where = complaints.reading(this::device);
        Optional<Optional<String>> token =
                complaints.reading(() -> AccessToken.of(tokenFile, System.getenv()));
        complaints.unless(
                port >= 0 && port <= 65_535, "--port: " + port + " (expected: 0 to 65535)");
        complaints.unless(
                maxBody >= 1 && maxBody <= 2047,
                "--max-body: " + maxBody + " (expected: 1 to 2047)");
        complaints.unless(maxElements >= 1, "--max-elements: " + maxElements + " (expected: >= 1)");
        complaints.unless(drain >= 0, "--drain: " + drain + " (expected: >= 0)");
        complaints.unless(
                Files.isDirectory(models),
                "--models: " + models + " (expected: a folder with <name>/<version>/model.onnx)");
        complaints.finish();
        return new ServerOptions(
                models,
                host,
                port,
                where.orElseThrow(),
                token.orElseThrow().orElse(null),
                new ServerOptions.Limits((long) maxBody << 20, maxElements, drain),
                Duration.ofMillis(500));
    }

    private Device device() {
        return Arrays.stream(Device.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(device))
                .findFirst()
                .orElseThrow(
                        () ->
                                CommandFailure.usage(
                                        "--device: " + device + " (expected: auto, cpu or cuda)"));
    }

    private ModelServer started(ServerOptions options) {
        try {
            return ModelServer.start(options);
        } catch (BadModel bad) {
            throw CommandFailure.unusableInput("--models: " + bad.getMessage());
        } catch (CudaMissing missing) {
            throw CommandFailure.usage("--device: " + missing.getMessage());
        } catch (CompletionException taken) {
            throw CommandFailure.usage(
                    "--port: " + port + " (expected: a free one; " + taken.getCause() + ")");
        }
    }
}
