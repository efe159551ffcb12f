package io.millrace.control.bench;

import io.millrace.control.CommandFailure;
import io.millrace.modelserver.bench.ModelBenchmark;
import io.millrace.modelserver.onnx.BadModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the model server beside the bare runtime and a server over onnxruntime-node. */
@Command(
        name = "model",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Rows per second through the model server beside the bare ONNX Runtime on the",
            "same cores and a server over onnxruntime-node, and times at half the load."
        },
        footer = {
            "",
            "onnxruntime-node is taken from npm once; without npm it is left out.",
            "",
            "Examples:",
            "  ./millrace bench model --out model.json",
            "  ./millrace bench model --rounds 1 --seconds 1 --requests 100"
        })
public final class ModelCommand implements Callable<Integer> {

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "An ONNX model; a made-up one of a small TFT's cost unless said.")
    private @Nullable Path model;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Turns of each contender; ${DEFAULT-VALUE} unless said.")
    private int rounds = 5;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Length of a turn; ${DEFAULT-VALUE} unless said.")
    private int seconds = 5;

    @Option(
            names = "--requests",
            paramLabel = "N",
            defaultValue = "20000",
            description = "Requests at half the load; ${DEFAULT-VALUE} unless said.")
    private int requests = 20_000;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the JSON there, too.")
    private @Nullable Path out;

    @Override
    public Integer call() throws Exception {
        if (model != null && !Files.isRegularFile(model)) {
            throw CommandFailure.usage("--model: " + model + " (expected: an ONNX file)");
        }
        if (rounds < 1 || seconds < 1 || requests < 1) {
            throw CommandFailure.usage(
                    "--rounds: %d, --seconds: %d, --requests: %d (expected: >= 1)"
                            .formatted(rounds, seconds, requests));
        }
        Path home = Path.of(System.getProperty("millrace.home", "."));
        Path peers = home.resolve("control/target/onnxruntime-node").toAbsolutePath();
        ModelBenchmark.Plan plan =
                new ModelBenchmark.Plan(model, rounds, seconds * 1000L, requests, peers);
        try {
            BenchReport.give(ModelBenchmark.run(plan, System.err), out);
        } catch (BadModel bad) {
            throw CommandFailure.unusableInput("--model: " + bad.getMessage());
        }
        return 0;
    }
}
