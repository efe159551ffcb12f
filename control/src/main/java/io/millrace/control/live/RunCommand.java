package io.millrace.control.live;

import io.millrace.connectors.files.TapeFilter;
import io.millrace.control.CommandFailure;
import io.millrace.control.cluster.ClusterPlace;
import io.millrace.control.config.Complaints;
import io.millrace.control.config.SettingsFile;
import io.millrace.control.run.DatabaseChoice;
import io.millrace.control.run.ReplayPlan;
import io.millrace.domain.market.Resolution;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trades a paper account with the live graph. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        sortSynopsis = false,
        description = {
            "Trade a paper account: the simulator's over a tape, or Alpaca's. Started again after",
            "any death it resumes its run from the last checkpoint, reconciles and goes on."
        },
        footer = {
            "",
            "Alpaca's keys come from APCA_API_KEY_ID and APCA_API_SECRET_KEY, or --keys.",
            "Results, status and the audit chain are in HOME/runs/ID: docs/live.md.",
            "",
            "Examples:",
            "  ./millrace run --tape bars.csv --speed 600",
            "  ./millrace run --broker alpaca-paper --symbols SPY,AAPL",
            "  ./millrace kill --why \"odd fills\"        from another terminal"
        })
public final class RunCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--broker",
            paramLabel = "sim|alpaca-paper",
            defaultValue = "sim",
            description = "Whose account; ${DEFAULT-VALUE} unless said.")
    private String broker = BrokerName.SIM.label();

    @Option(
            names = "--tape",
            arity = "1..*",
            paramLabel = "PATH",
            description = "What the simulator replays: files or folders.")
    private List<Path> tape = List.of();

    @Option(names = "--config", paramLabel = "FILE", description = "Settings in YAML.")
    private @Nullable Path config;

    @Option(
            names = "--dry-run",
            negatable = true,
            description = "Send no order; on for alpaca-paper unless said.")
    private @Nullable Boolean dryRun;

    @Option(
            names = "--speed",
            paramLabel = "N|max",
            defaultValue = "60",
            description =
                    "Market seconds per second at the simulator; ${DEFAULT-VALUE} unless said.")
    private String speed = "60";

    @Option(
            names = "--broker-url",
            paramLabel = "URL",
            description = "A simulator that runs already; one is started unless said.")
    private @Nullable URI brokerUrl;

    @Option(
            names = "--symbols",
            split = ",",
            paramLabel = "A,B",
            hideParamSyntax = true,
            description = "What is watched and traded; the tape's symbols unless said.")
    private List<String> symbols = List.of();

    @Option(names = "--keys", paramLabel = "FILE", description = "Alpaca's keys, mode 600.")
    private @Nullable Path keys;

    @Option(
            names = "--run-id",
            paramLabel = "ID",
            description = "Name of the run; made of what it is unless said.")
    private @Nullable String runId;

    @Option(
            names = "--db",
            paramLabel = "URL|embedded|none",
            defaultValue = "none",
            description = "Where tables are written, too; ${DEFAULT-VALUE} unless said.")
    private String db = "none";

    @Option(
            names = "--flink",
            paramLabel = "URL|none",
            description = {
                "Session cluster on this machine that executes the graph, or none for this",
                "process; the cluster of ./millrace up where one is up unless said."
            })
    private @Nullable String flink;

    @Option(
            names = "--ui-port",
            paramLabel = "PORT",
            description = "Port of Flink's web UI in this process; none unless said.")
    private @Nullable Integer uiPort;

    @Option(
            names = "--observe-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Loopback port of /health and /metrics; any free one unless said.")
    private int observePort;

    @Mixin private Home home = new Home();

    @Override
    public Integer call() throws IOException, InterruptedException {
        BrokerName name = BrokerName.named(broker);
        Complaints complaints = new Complaints();
        boolean simulated = name == BrokerName.SIM;
        complaints.unless(
                !simulated || !tape.isEmpty(), "--tape: missing (expected: what sim replays)");
        complaints.unless(
                simulated || !symbols.isEmpty(),
                "--symbols: missing (expected: what alpaca-paper is to trade, such as SPY,AAPL)");
        complaints.unless(
                simulated || tape.isEmpty(), "--tape: " + tape + " (expected: with --broker sim)");
        complaints.unless(
                simulated || brokerUrl == null,
                "--broker-url: " + brokerUrl + " (expected: with --broker sim)");
        complaints.unless(
                runId == null || runId.matches("[A-Za-z0-9._-]{1,64}"),
                "--run-id: " + runId + " (expected: letters, digits, dots, dashes)");
        complaints.unless(
                observePort >= 0 && observePort <= 65_535,
                "--observe-port: " + observePort + " (expected: 0..65535)");
        Optional<RunHost> host = complaints.reading(this::host);
        Optional<DatabaseChoice> database = complaints.reading(() -> DatabaseChoice.parse(db));
        Optional<ReplayPlan> plan =
                complaints.reading(
                        () ->
                                ReplayPlan.of(
                                        SettingsFile.read(config, System.getenv()),
                                        Resolution.MINUTE,
                                        config == null
                                                ? "defaults"
                                                : String.valueOf(config.getFileName())));
        complaints.finish();
        ReplayPlan known = plan.orElseThrow();
        ReplayPlan.OverTape over =
                simulated
                        ? known.over(
                                "run",
                                tape,
                                new TapeFilter(
                                        new TreeSet<>(symbols), Long.MIN_VALUE, Long.MAX_VALUE))
                        : null;
        CommandLine terminal = Objects.requireNonNull(spec).commandLine();
        LiveRequest request =
                new LiveRequest(
                        name,
                        known,
                        over == null ? null : over.tape(),
                        tape,
                        List.copyOf(symbols),
                        config,
                        speed,
                        dryRun == null ? !simulated : dryRun,
                        brokerUrl,
                        keys,
                        database.orElseThrow(),
                        uiPort,
                        observePort);
        return new LiveRun(request, home, host.orElseThrow(), terminal.getErr(), terminal.getOut())
                .execute(runId);
    }

    private RunHost host() {
        if ("none".equals(flink)) {
            return new JvmHost();
        }
        if (flink != null && !flink.matches("https?://[^/]+:\\d+/?")) {
            throw CommandFailure.usage("--flink: " + flink + " (expected: http://HOST:PORT)");
        }
        Optional<URI> cluster =
                flink == null ? ClusterHost.up(home.folder()) : Optional.of(URI.create(flink));
        if (cluster.isPresent() && uiPort != null) {
            throw CommandFailure.usage(
                    "--ui-port: "
                            + uiPort
                            + " (expected: with --flink none; the cluster has its own, "
                            + cluster.get()
                            + ")");
        }
        return cluster.<RunHost>map(url -> new ClusterHost(url, ClusterPlace.builtJar()))
                .orElseGet(JvmHost::new);
    }
}
