package io.millrace.control.backtest;

import io.millrace.connectors.control.PointerFile;
import io.millrace.connectors.files.TapeFilter;
import io.millrace.control.CommandFailure;
import io.millrace.control.ExitCode;
import io.millrace.control.Terminal;
import io.millrace.control.config.Complaints;
import io.millrace.control.config.SettingsFile;
import io.millrace.control.run.DatabaseChoice;
import io.millrace.control.run.FinishedRun;
import io.millrace.control.run.ReplayPlan;
import io.millrace.control.run.ReplayRequest;
import io.millrace.control.run.ReplayRun;
import io.millrace.control.run.RunFolder;
import io.millrace.domain.market.Resolution;
import io.millrace.domain.model.ModelPointer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Replays a tape through the whole graph and writes what came of it. */
@Command(
        name = "backtest",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        sortSynopsis = false,
        description = {
            "Replay market data through features, alphas, ensemble, risk and a simulated",
            "venue. The same data and configuration give the same bytes, whatever the",
            "parallelism."
        },
        footer = {
            "",
            "DIR gets decisions.csv, orders.csv, fills.csv, equity.csv, metrics.json,",
            "report.html, deadletter.csv, manifest.json and digest.json, complete or not at",
            "all. Rows that cannot be used go to deadletter.csv, and the run goes on.",
            "",
            "Examples:",
            "  ./millrace backtest --data bars.csv --out result",
            "  ./millrace backtest --data lean/equity/usa --symbols SPY,AAPL \\",
            "                      --from 2024-01-02 --config my.yaml --out result",
            "  MILLRACE__RISK__MAX_ORDER_NOTIONAL=500 ./millrace backtest ...",
            "",
            "Formats of tapes: docs/tapes.md. Settings: docs/configuration.md."
        })
public final class BacktestCommand implements Callable<Integer> {

    private static final int MOST_SUBTASKS = 240;

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--data",
            required = true,
            arity = "1..*",
            paramLabel = "PATH",
            description = "Files or folders of market data.")
    private List<Path> data = List.of();

    @Option(
            names = "--symbols",
            split = ",",
            paramLabel = "A,B",
            hideParamSyntax = true,
            description = "Only these symbols; all that there are unless said.")
    private Set<String> symbols = Set.of();

    @Option(
            names = "--from",
            paramLabel = "T",
            description = "Only from this date or instant on (dates in the market's zone).")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "T", description = "Only before this date or instant.")
    private @Nullable String to;

    @Option(
            names = "--resolution",
            paramLabel = "1m|1h|1d",
            defaultValue = "1m",
            description = "Length of the bars; ${DEFAULT-VALUE} unless said.")
    private String resolution = "1m";

    @Option(names = "--config", paramLabel = "FILE", description = "Settings in YAML.")
    private @Nullable Path config;

    @Option(
            names = "--pointers",
            paramLabel = "FILE",
            description = {
                "Which model answers from when: the models.tsv that models use writes for an",
                "account. The configured model alone unless said."
            })
    private @Nullable Path pointers;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "Subtasks per operator; as many as there are cores unless said.")
    private int parallelism = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--db",
            paramLabel = "URL|embedded|none",
            defaultValue = "embedded",
            description =
                    "Where the tables are written; ${DEFAULT-VALUE} unless said: a PostgreSQL"
                            + " whose data stays in DIR/database.")
    private String db = "embedded";

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Folder to make for the results.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Complaints complaints = new Complaints();
        complaints.unless(
                parallelism >= 1 && parallelism <= MOST_SUBTASKS,
                "--parallelism: " + parallelism + " (expected: 1.." + MOST_SUBTASKS + ")");
        Optional<DatabaseChoice> database = complaints.reading(() -> DatabaseChoice.parse(db));
        Optional<Path> folder =
                complaints.reading(() -> RunFolder.free(Objects.requireNonNull(out)));
        Optional<Resolution> bars = complaints.reading(() -> resolution(resolution));
        Optional<ReplayPlan> plan = complaints.reading(() -> plan(bars.orElse(Resolution.MINUTE)));
        ZoneId zone =
                plan.map(known -> known.strategy().market().calendar().zone())
                        .orElse(ZoneOffset.UTC);
        Optional<TapeFilter> filter =
                complaints.reading(() -> TapeSlice.of(symbols, from, to, zone));
        Optional<List<ModelPointer>> said = complaints.reading(this::said);
        complaints.finish();

        ReplayRequest request =
                plan.orElseThrow()
                        .pointed(said.orElseThrow())
                        .over("backtest", data, filter.orElseThrow())
                        .into(folder.orElseThrow(), database.orElseThrow(), parallelism);
        CommandLine terminal = Objects.requireNonNull(spec).commandLine();
        FinishedRun run = new ReplayRun(request, terminal.getErr()).execute();
        terminal.getOut().println(run.summary(Terminal.showsResults()));
        return ExitCode.OK;
    }

    private ReplayPlan plan(Resolution bars) {
        return ReplayPlan.of(
                SettingsFile.read(config, System.getenv()),
                bars,
                config == null ? "defaults" : String.valueOf(config.getFileName()));
    }

    private List<ModelPointer> said() {
        Path file = pointers;
        if (file == null) {
            return List.of();
        }
        try {
            if (!Files.isRegularFile(file)) {
                throw new IOException(file + " (expected: a models.tsv of models use)");
            }
            return new PointerFile(file).pointers();
        } catch (IOException unreadable) {
            throw CommandFailure.usage("--pointers: " + unreadable.getMessage());
        }
    }

    private static Resolution resolution(String label) {
        return Resolution.labelled(label)
                .orElseThrow(
                        () ->
                                CommandFailure.usage(
                                        "--resolution: " + label + " (expected: 1m, 1h or 1d)"));
    }
}
