package io.millrace.control.backfill;

import io.millrace.connectors.files.TapeFilter;
import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.control.CommandFailure;
import io.millrace.control.ExitCode;
import io.millrace.control.backtest.TapeSlice;
import io.millrace.control.config.Complaints;
import io.millrace.control.config.SettingsFile;
import io.millrace.control.live.Home;
import io.millrace.control.run.BackfillRequest;
import io.millrace.control.run.BackfillRun;
import io.millrace.control.run.FileHistory;
import io.millrace.control.run.FinishedBackfill;
import io.millrace.control.run.History;
import io.millrace.control.run.ReplayPlan;
import io.millrace.control.run.TopicHistory;
import io.millrace.control.sql.ReachedDatabase;
import io.millrace.control.topics.KafkaChoice;
import io.millrace.domain.market.Resolution;
import io.millrace.flink.job.TapeForm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Brings history through the live graph into the live tables, and goes on where it was killed. */
@Command(
        name = "backfill",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        sortSynopsis = false,
        description = {
            "Bring history through features, alphas, ensemble, risk and a simulated venue into",
            "the tables, beside what is live, under a run id of its own. A backfill that was",
            "killed goes on with --resume at the file and row of its last checkpoint, and",
            "gives what it would have given without the kill."
        },
        footer = {
            "",
            "Examples:",
            "  ./millrace backfill --data history --symbols SPY,AAPL",
            "  ./millrace backfill --data history --symbols SPY,AAPL --resume",
            "  ./millrace backfill --kafka 127.0.0.1:9092 --id last-week",
            "  ./millrace sql \"select * from backfill_checkpoints\""
        })
public final class BackfillCommand implements Callable<Integer> {

    private static final int MOST_SUBTASKS = 240;

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--data",
            arity = "1..*",
            paramLabel = "PATH",
            description = "Files or folders of market data.")
    private List<Path> data = List.of();

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = {
                "Instead of files everything that lies in market.raw of that broker when the",
                "backfill is begun; its offsets stay what they are over --resume."
            })
    private @Nullable String kafka;

    @Option(
            names = "--registry",
            paramLabel = "URL",
            description = "The broker's registry; kafka.registry-url unless said.")
    private @Nullable String registry;

    @Option(
            names = "--form",
            paramLabel = "bars|trades",
            defaultValue = "bars",
            description = "What lies in market.raw; ${DEFAULT-VALUE} unless said.")
    private String form = "bars";

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
            names = "--parallelism",
            paramLabel = "N",
            description = "Subtasks per operator; as many as there are cores unless said.")
    private int parallelism = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--db",
            paramLabel = "URL",
            description = "Database to write into; that of ./millrace up unless said.")
    private String db = ReachedDatabase.LOCAL;

    @Option(
            names = "--id",
            paramLabel = "NAME",
            description = "Name of the backfill; made of data and settings unless said.")
    private @Nullable String id;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "Time between checkpoints; ${DEFAULT-VALUE} s unless said.")
    private double checkpointSeconds = 10;

    @Option(names = "--resume", description = "Go on where a killed one stopped.")
    private boolean resume;

    @Mixin private Home home = new Home();

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Complaints complaints = new Complaints();
        complaints.unless(
                parallelism >= 1 && parallelism <= MOST_SUBTASKS,
                "--parallelism: " + parallelism + " (expected: 1.." + MOST_SUBTASKS + ")");
        complaints.unless(
                checkpointSeconds >= 0.05,
                "--checkpoint-every: " + checkpointSeconds + " (expected: 0.05 or more)");
        complaints.unless(
                id == null || id.matches("[A-Za-z0-9_-]{1,64}"),
                "--id: " + id + " (expected: up to 64 letters, digits, - and _)");
        complaints.unless(
                data.isEmpty() != (kafka == null),
                kafka == null
                        ? "--data: missing (expected: files of market data, or --kafka)"
                        : "--kafka: " + kafka + " (expected: without --data)");
        complaints.unless(
                kafka == null || id != null,
                "--id: missing (expected: a name for what is in Kafka now, because more will come)");
        complaints.unless(
                form.equals("bars") || form.equals("trades"),
                "--form: " + form + " (expected: bars or trades)");
        Optional<DatabaseAddress> database = complaints.reading(() -> DatabaseAddress.parse(db));
        Optional<Resolution> bars = complaints.reading(() -> resolution(resolution));
        Optional<ReplayPlan> plan = complaints.reading(() -> plan(bars.orElse(Resolution.MINUTE)));
        ZoneId zone =
                plan.map(known -> known.strategy().market().calendar().zone())
                        .orElse(ZoneOffset.UTC);
        Optional<TapeFilter> filter =
                complaints.reading(() -> TapeSlice.of(symbols, from, to, zone));
        complaints.finish();

        Path folders = home.folder().resolve("backfills");
        BackfillRequest request =
                new BackfillRequest(
                        plan.orElseThrow(),
                        history(plan.orElseThrow(), filter.orElseThrow(), folders),
                        id,
                        database.orElseThrow(),
                        folders,
                        parallelism,
                        Duration.ofNanos((long) (checkpointSeconds * 1e9)));
        CommandLine terminal = Objects.requireNonNull(spec).commandLine();
        FinishedBackfill finished = new BackfillRun(request, terminal.getErr()).execute(resume);
        terminal.getOut().println(json ? finished.json() : finished.text());
        return ExitCode.OK;
    }

    private History history(ReplayPlan plan, TapeFilter filter, Path folders) throws IOException {
        String name = id;
        if (kafka == null || name == null) {
            ReplayPlan.OverTape files = plan.over("backfill", absolute(data), filter);
            return new FileHistory(files.data(), files.tape());
        }
        TapeForm holds = form.equals("trades") ? TapeForm.TRADES : TapeForm.BARS;
        return TopicHistory.of(KafkaChoice.settings(kafka, registry), holds, filter, folders, name);
    }

    /** A resumed backfill knows its files by their paths, wherever it is started. */
    private static List<Path> absolute(List<Path> paths) {
        return paths.stream().map(path -> path.toAbsolutePath().normalize()).toList();
    }

    private ReplayPlan plan(Resolution bars) {
        return ReplayPlan.of(
                SettingsFile.read(config, System.getenv()),
                bars,
                config == null ? "defaults" : String.valueOf(config.getFileName()));
    }

    private static Resolution resolution(String label) {
        return Resolution.labelled(label)
                .orElseThrow(
                        () ->
                                CommandFailure.usage(
                                        "--resolution: " + label + " (expected: 1m, 1h or 1d)"));
    }
}
