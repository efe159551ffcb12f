package io.millrace.control.demo;

import io.millrace.connectors.files.TapeFilter;
import io.millrace.control.config.SettingsFile;
import io.millrace.control.run.DatabaseChoice;
import io.millrace.control.run.FinishedRun;
import io.millrace.control.run.ReplayPlan;
import io.millrace.control.run.ReplayRun;
import io.millrace.domain.market.Resolution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
        description = {
            "Replay 100 000 real BTC/USD trades of November 2013 to bars, features, decisions,",
            "simulated orders and a report. Needs no account, no network and no installation."
        },
        footer = {
            "",
            "Orders and fills come from the strategy's own decisions; nothing is scripted. The same",
            "digest every time."
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
            description = "Where the tables are written; ${DEFAULT-VALUE} unless said.")
    private String db = "embedded";

    @Override
    public Integer call() throws Exception {
        DemoFiles files = DemoFiles.unpack();
        try {
            ReplayPlan plan =
                    ReplayPlan.of(
                            SettingsFile.read(files.profile(), System.getenv()),
                            Resolution.MINUTE,
                            "demo");
            int port = UiPort.choose(uiPort);
            var terminal = Objects.requireNonNull(spec).commandLine();
            terminal.getErr().println("Flink UI while it runs: http://127.0.0.1:" + port);
            FinishedRun run =
                    new ReplayRun(
                                    plan.over("demo", List.of(files.tape()), TapeFilter.ALL)
                                            .into(
                                                    out == null ? nextFree() : out,
                                                    DatabaseChoice.parse(db),
                                                    Runtime.getRuntime().availableProcessors())
                                            .withUi(port),
                                    System.err)
                            .execute();
            terminal.getOut().println(run.summary());
            return 0;
        } finally {
            files.delete();
        }
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
