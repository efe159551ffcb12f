package io.millrace.control.live;

import io.millrace.control.CommandFailure;
import io.millrace.control.ExitCode;
import io.millrace.control.config.Complaints;
import io.millrace.control.run.DatabaseChoice;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks at everything that a run needs, and starts nothing. */
@Command(
        name = "preflight",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        sortSynopsis = false,
        description = {
            "Look at everything that a run needs: configuration, keys, host, account, approval,",
            "kill switch, clock, database and disk. Starts and changes nothing."
        },
        footer = {
            "",
            "Exit codes: 0 ready, 1 something is missing (each line says what to do), 2 usage.",
            "",
            "Examples:",
            "  ./millrace preflight",
            "  ./millrace preflight --broker alpaca-paper --keys alpaca.keys"
        })
public final class PreflightCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--broker",
            paramLabel = "sim|alpaca-paper",
            defaultValue = "sim",
            description = "Whose account; ${DEFAULT-VALUE} unless said.")
    private String broker = BrokerName.SIM.label();

    @Option(
            names = "--broker-url",
            paramLabel = "URL",
            description = "A simulator that runs already; run starts one unless said.")
    private @Nullable URI brokerUrl;

    @Option(names = "--config", paramLabel = "FILE", description = "Settings in YAML.")
    private @Nullable Path config;

    @Option(names = "--keys", paramLabel = "FILE", description = "Alpaca's keys, mode 600.")
    private @Nullable Path keys;

    @Option(
            names = "--db",
            paramLabel = "URL|embedded|none",
            defaultValue = "none",
            description = "The database of the run; ${DEFAULT-VALUE} unless said.")
    private String db = "none";

    @Mixin private Home home = new Home();

    @Override
    public Integer call() {
        BrokerName name = BrokerName.named(broker);
        Complaints complaints = new Complaints();
        complaints.unless(
                name == BrokerName.SIM || brokerUrl == null,
                "--broker-url: " + brokerUrl + " (expected: with --broker sim)");
        Optional<DatabaseChoice> database = complaints.reading(() -> DatabaseChoice.parse(db));
        complaints.finish();
        List<Preflight.Finding> findings =
                new Preflight(name, brokerUrl, config, keys, database.orElseThrow(), home).look();
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        findings.forEach(finding -> out.println(finding.line()));
        long missing = findings.stream().filter(finding -> !finding.isReady()).count();
        if (missing > 0) {
            throw CommandFailure.failed(
                    missing
                            + " of "
                            + findings.size()
                            + " checks failed; the account is not ready");
        }
        out.println("Ready.");
        return ExitCode.OK;
    }
}
