package io.millrace.control.demo;

import io.millrace.connectors.files.TapeFilter;
import io.millrace.control.ExitCode;
import io.millrace.control.Terminal;
import io.millrace.control.config.Complaints;
import io.millrace.control.config.SettingsFile;
import io.millrace.control.live.BrokerName;
import io.millrace.control.live.Home;
import io.millrace.control.run.DatabaseChoice;
import io.millrace.control.run.FinishedRun;
import io.millrace.control.run.ReplayPlan;
import io.millrace.control.run.ReplayRequest;
import io.millrace.control.run.ReplayRun;
import io.millrace.control.run.RunFolder;
import io.millrace.domain.market.Resolution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Shows the whole way on real data: 100 000 Bitcoin trades of 2013 to bars, orders and a report.
 */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        sortSynopsis = false,
        description = {
            "Replay 100 000 real BTC/USD trades of November 2013 to bars, features, decisions,",
            "simulated orders and a report. Needs no account, no network and no installation."
        },
        footer = {
            "",
            "It trades the simulator's account: after ./millrace revoke every order is blocked,",
            "and listed in DIR/blocked.csv, until ./millrace approve.",
            "",
            "Orders and fills come from the strategy's own decisions; nothing is scripted.",
            "The same digest every time. DIR gets the files that backtest writes, complete or",
            "not at all; report.html opens in any browser.",
            "",
            "Examples:",
            "  ./millrace demo",
            "  ./millrace demo --out result --db none",
            "  ./millrace sql --run result \"select * from trades limit 5\""
        })
public final class DemoCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder to make; the next free out/demo-N unless said.")
    private @Nullable Path out;

    @Option(
            names = "--ui-port",
            paramLabel = "PORT",
            description = "Port of Flink's web UI while it runs; 8081, or a free one, unless said.")
    private @Nullable Integer uiPort;

    @Option(
            names = "--db",
            paramLabel = "URL|embedded|none",
            defaultValue = "embedded",
            description =
                    "Where the tables are written; ${DEFAULT-VALUE} unless said: a PostgreSQL"
                            + " whose data stays in DIR/database.")
    private String db = "embedded";

    @Mixin private Home home = new Home();

    @Override
    public Integer call() throws IOException, InterruptedException {
        CommandLine terminal = Objects.requireNonNull(spec).commandLine();
        Complaints complaints = new Complaints();
        Optional<Path> folder =
                complaints.reading(() -> RunFolder.free(out == null ? nextFree() : out));
        Optional<DatabaseChoice> database = complaints.reading(() -> DatabaseChoice.parse(db));
        Optional<Integer> port = complaints.reading(() -> UiPort.choose(uiPort));
        DemoFiles files = DemoFiles.unpack();
        try {
            Optional<ReplayPlan> plan = complaints.reading(() -> plan(files));
            complaints.finish();
            terminal.getErr()
                    .println("Flink UI while it runs: http://127.0.0.1:" + port.orElseThrow());
            try (DemoModel model = DemoModel.serve(plan.orElseThrow(), files.models())) {
                ReplayRequest request =
                        model.plan()
                                .over("demo", List.of(files.tape()), TapeFilter.ALL)
                                .named("BTC/USD trades of Bitstamp, November 2013")
                                .into(
                                        folder.orElseThrow(),
                                        database.orElseThrow(),
                                        Runtime.getRuntime().availableProcessors())
                                .withUi(port.orElseThrow())
                                .under(home.isApproved(BrokerName.SIM));
                FinishedRun run = new ReplayRun(request, terminal.getErr()).execute();
                terminal.getOut().println(run.summary(Terminal.showsResults()));
            }
            if (!home.isApproved(BrokerName.SIM)) {
                terminal.getOut()
                        .println(
                                "\nThe simulator's account is revoked, so every order was blocked:"
                                        + " ./millrace approve");
            }
            return ExitCode.OK;
        } finally {
            files.delete();
        }
    }

    private static ReplayPlan plan(DemoFiles files) {
        return ReplayPlan.of(
                SettingsFile.read(files.profile(), System.getenv()), Resolution.MINUTE, "demo");
    }

    private static Path nextFree() {
        Path parent = Path.of("out");
        for (int n = 1; ; n++) {
            Path candidate = parent.resolve("demo-" + n);
            if (!Files.exists(candidate)) {
                return candidate;
            }
        }
    }
}
