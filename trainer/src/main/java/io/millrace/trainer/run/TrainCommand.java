package io.millrace.trainer.run;

import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.domain.config.Settings;
import io.millrace.domain.market.Resolution;
import io.millrace.domain.model.ModelDefinition;
import io.millrace.trainer.TrainerFailure;
import io.millrace.trainer.data.SettingsYaml;
import io.millrace.trainer.fold.TooFewWindows;
import io.millrace.trainer.mlflow.TrackingServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code millrace train}: a walk forward over served features, and a model. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        sortSynopsis = false,
        description = {
            "Train on the features that a backtest or a run has served, walking forward",
            "over rolling folds, and hold the model against the baselines."
        },
        footer = {
            "",
            "A run that was killed goes on when the same command is given again. DIR gets",
            "folds/, results.json, walk_forward.csv, reference.json and report.html.",
            "Where MLFLOW_TRACKING_URI names a server, the run is logged there, too.",
            "",
            "Examples:",
            "  ./millrace train --data lean/equity/usa --out out/train-1",
            "  ./millrace train --db postgresql://me@localhost/millrace --run-id demo-1 \\",
            "                   --source demo --out out/train-2",
            "",
            "How it works and what the figures mean: docs/training.md."
        })
public final class TrainCommand implements Callable<Integer> {

    private static final int MOST_FOLDS = 1_000;

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--data",
            arity = "1..*",
            paramLabel = "PATH",
            description = "Files or folders of market data.")
    private List<Path> data = List.of();

    @Option(
            names = "--db",
            paramLabel = "URL",
            description = "Database that gets the results, and has the features without --data.")
    private @Nullable String db;

    @Option(
            names = "--run-id",
            paramLabel = "ID",
            description = "Run whose features are read from the database.")
    private @Nullable String runId;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "Source of that run's bars in the database.")
    private @Nullable String source;

    @Option(
            names = "--as-of",
            paramLabel = "T",
            description = "Only what was known at this instant; everything unless said.")
    private @Nullable String asOf;

    @Option(
            names = "--resolution",
            paramLabel = "1m|1h",
            defaultValue = "1m",
            description = "Length of the bars of --data; ${DEFAULT-VALUE} unless said.")
    private String resolution = "1m";

    @Option(names = "--config", paramLabel = "FILE", description = "Settings in YAML.")
    private @Nullable Path config;

    @Option(
            names = "--folds",
            paramLabel = "N",
            defaultValue = "12",
            description = "Rolling folds; ${DEFAULT-VALUE} unless said.")
    private int folds = 12;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder of the run; the next free out/train-N unless said.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        if (folds < 1 || folds > MOST_FOLDS) {
            throw TrainerFailure.usage("--folds: " + folds + " (expected: 1.." + MOST_FOLDS + ")");
        }
        Settings written = SettingsYaml.read(config, System.getenv());
        TrainSettings settings = TrainSettings.from(written, folds);
        Optional<TrackingServer> tracking = TrackingServer.of(System.getenv());
        DatabaseAddress address = db == null ? null : DatabaseAddress.parse(db);
        Path folder = out == null ? nextFree() : out;
        CommandLine terminal = Objects.requireNonNull(spec).commandLine();
        TrainRun run =
                new TrainRun(
                        settings,
                        ModelDefinition.STANDARD,
                        settings.options().data(data, bars(), address, runId, source, asOfMillis()),
                        folder,
                        terminal.getErr());
        RunSummary summary = done(run);
        if (address != null) {
            WalkForwardTable.write(summary, address);
        }
        summary.verdict().forEach(terminal.getOut()::println);
        terminal.getOut().println("report: " + folder.resolve(RunFiles.REPORT));
        tracking.ifPresent(
                server ->
                        terminal.getOut()
                                .println("mlflow: " + RunTracking.log(server, summary, folder)));
        return 0;
    }

    private static RunSummary done(TrainRun run) throws IOException {
        try {
            return run.execute();
        } catch (TooFewWindows tooFew) {
            throw TrainerFailure.unusableInput(tooFew.getMessage());
        }
    }

    private Resolution bars() {
        return Resolution.labelled(resolution)
                .filter(one -> one != Resolution.DAY)
                .orElseThrow(
                        () ->
                                TrainerFailure.usage(
                                        "--resolution: " + resolution + " (expected: 1m or 1h)"));
    }

    private long asOfMillis() {
        if (asOf == null) {
            return Long.MAX_VALUE;
        }
        try {
            return Instant.parse(asOf).toEpochMilli();
        } catch (DateTimeException unreadable) {
            throw TrainerFailure.usage(
                    "--as-of: " + asOf + " (expected: an instant such as 2024-01-02T14:30:00Z)");
        }
    }

    private static Path nextFree() {
        Path parent = Path.of("out");
        for (int n = 1; ; n++) {
            Path candidate = parent.resolve("train-" + n);
            if (!Files.exists(candidate)) {
                return candidate;
            }
        }
    }
}
