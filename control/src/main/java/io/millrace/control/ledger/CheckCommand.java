package io.millrace.control.ledger;

import io.millrace.control.CommandFailure;
import io.millrace.control.ExitCode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Computes the eight equations over the files that different processes left of one run. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        sortSynopsis = false,
        description = {
            "Check a run against the broker's own ledger: the eight equations of",
            "docs/reliability.md, a line each."
        },
        footer = {
            "",
            "Exit codes: 0 all hold, 1 one is broken, 2 a file cannot be read.",
            "",
            "Example:",
            "  ./millrace ledger check --ledger ledger.jsonl --decisions run/decisions.csv \\",
            "             --positions run/positions.csv --golden golden/decisions.csv"
        })
public final class CheckCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--ledger",
            required = true,
            paramLabel = "FILE",
            description = "The broker's ledger.")
    private @Nullable Path ledger;

    @Option(
            names = "--decisions",
            required = true,
            paramLabel = "FILE",
            description = "decisions.csv of the run.")
    private @Nullable Path decisions;

    @Option(
            names = "--orders",
            paramLabel = "FILE",
            description = "orders.csv of the run; beside the decisions unless said.")
    private @Nullable Path orders;

    @Option(
            names = "--positions",
            paramLabel = "FILE",
            description = "Positions and cash as others hold them; may be given twice.")
    private List<Path> positions = List.of();

    @Option(
            names = "--golden",
            paramLabel = "FILE",
            description = "decisions.csv of a run without faults over the same tape.")
    private @Nullable Path golden;

    @Option(
            names = "--grace",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description =
                    "How young an order may be that has not ended when the ledger does;"
                            + " ${DEFAULT-VALUE} unless said.")
    private long grace;

    @Override
    public Integer call() {
        Path decided = Objects.requireNonNull(decisions);
        if (grace < 0) {
            throw CommandFailure.usage("--grace: " + grace + " (expected: 0 or more seconds)");
        }
        Verdict verdict;
        try {
            verdict =
                    LedgerCheck.of(
                            new RunFiles(
                                    Objects.requireNonNull(ledger),
                                    decided,
                                    orders == null ? decided.resolveSibling("orders.csv") : orders,
                                    positions,
                                    golden,
                                    Duration.ofSeconds(grace)));
        } catch (UnreadableRecord unreadable) {
            throw CommandFailure.usage(unreadable.getMessage());
        }
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        verdict.lines().forEach(out::println);
        return verdict.holds() ? ExitCode.OK : ExitCode.FAILED;
    }
}
