package io.millrace.control.bench;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the whole graph against a pass-through with the same source and sink. */
@Command(
        name = "pipeline",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Bars per second through market, features, alphas, ensemble and account,",
            "beside a pass-through with the same source and sink; heap state."
        },
        footer = {"", "Example:", "  ./millrace bench pipeline --rounds 3 --out pipeline.json"})
public final class PipelineCommand implements Callable<Integer> {

    @Option(
            names = "--bars",
            paramLabel = "N",
            defaultValue = "2000000",
            description = "About how many bars; ${DEFAULT-VALUE} unless said.")
    private long bars = 2_000_000;

    @Option(
            names = "--symbols",
            paramLabel = "N",
            defaultValue = "100",
            description = "Symbols on the tape; ${DEFAULT-VALUE} unless said.")
    private int symbols = 100;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Runs of each contender, in turn; ${DEFAULT-VALUE} unless said.")
    private int rounds = 5;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "Subtasks per operator; as many as cores unless said, like backtest.")
    private int parallelism = Runtime.getRuntime().availableProcessors();

    @Option(names = "--out", paramLabel = "FILE", description = "Write the JSON there, too.")
    private @Nullable Path out;

    @Override
    public Integer call() throws Exception {
        PipelineBenchmark.Plan plan =
                new PipelineBenchmark.Plan(bars, symbols, rounds, parallelism);
        BenchReport.give(new PipelineBenchmark(plan, System.err).run(), out);
        return 0;
    }
}
