package io.millrace.control.backtest;

import io.millrace.connectors.files.TapeFilter;
import io.millrace.control.CommandFailure;
import io.millrace.control.config.SettingsFile;
import io.millrace.control.run.DatabaseChoice;
import io.millrace.control.run.FinishedRun;
import io.millrace.control.run.ReplayPlan;
import io.millrace.control.run.ReplayRun;
import io.millrace.domain.market.Resolution;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Replays a tape through the whole graph and writes what came of it. */
@Command(
        name = "backtest",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Replay market data through features, alphas, ensemble, risk and a simulated venue.",
            "The same data and configuration give the same bytes, whatever the parallelism."
        },
        footer = {
            "",
            "DIR gets decisions.csv, orders.csv, fills.csv, equity.csv, metrics.json, report.html,",
            "deadletter.csv, manifest.json and digest.json; it appears complete or not at all.",
            "",
            "Examples:",
            "  ./millrace backtest --data bars.csv --out result",
            "  ./millrace backtest --data lean/equity/usa --symbols SPY,AAPL --from 2024-01-02 \\",
            "                      --config my.yaml --db none --out result",
            "",
            "Formats of tapes: docs/tapes.md. Settings: docs/configuration.md."
        })
public final class BacktestCommand implements Callable<Integer> {

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
            paramLabel = "URL|embedded|none",
            defaultValue = "embedded",
            description = {
                "Where the tables are written; ${DEFAULT-VALUE} unless said: a PostgreSQL whose",
                "data stays in DIR/database."
            })
    private String db = "embedded";

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Folder to make for the results.")
    private @Nullable Path out;

    @Override
    public Integer call() throws Exception {
        if (parallelism < 1 || parallelism > 240) {
            throw CommandFailure.usage("--parallelism: " + parallelism + " (expected: 1..240)");
        }
        Resolution bars =
                Resolution.labelled(resolution)
                        .orElseThrow(
                                () ->
                                        CommandFailure.usage(
                                                "--resolution: "
                                                        + resolution
                                                        + " (expected: 1m, 1h or 1d)"));
        ReplayPlan plan =
                ReplayPlan.of(
                        SettingsFile.read(config, System.getenv()),
                        bars,
                        config == null ? "defaults" : String.valueOf(config.getFileName()));
        ZoneId zone = plan.strategy().market().calendar().zone();
        FinishedRun run =
                new ReplayRun(
                                plan.over("backtest", data, filter(zone))
                                        .into(
                                                Objects.requireNonNull(out),
                                                DatabaseChoice.parse(db),
                                                parallelism),
                                System.err)
                        .execute();
        Objects.requireNonNull(spec).commandLine().getOut().println(run.summary());
        return 0;
    }

    private TapeFilter filter(ZoneId zone) {
        long start = from == null ? Long.MIN_VALUE : instant("--from", from, zone);
        long end = to == null ? Long.MAX_VALUE : instant("--to", to, zone);
        if (start >= end) {
            throw CommandFailure.usage("--from: " + from + " (expected: before --to, " + to + ")");
        }
        return new TapeFilter(symbols, start, end);
    }

    private static long instant(String option, String text, ZoneId zone) {
        try {
            if (text.length() == "2024-01-02".length()) {
                return LocalDate.parse(text).atStartOfDay(zone).toInstant().toEpochMilli();
            }
            return text.endsWith("Z")
                    ? Instant.parse(text).toEpochMilli()
                    : OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            throw CommandFailure.usage(
                    option
                            + ": "
                            + text
                            + " (expected: a date such as 2024-01-02 or an instant such as"
                            + " 2024-01-02T14:30:00Z)");
        }
    }
}
