package io.millrace.control.live;

import io.millrace.control.CommandFailure;
import io.millrace.control.ExitCode;
import io.millrace.domain.control.ControlCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Has the run compare its account with the broker's record now. */
@Command(
        name = "reconcile",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        sortSynopsis = false,
        description = {
            "Have the running account compare itself with the broker now, and show what",
            "differed. The broker's record is the truth; differences are set right."
        },
        footer = {
            "",
            "Exit codes: 0 reconciled, 1 no run is alive or it does not get clean.",
            "",
            "Example:",
            "  ./millrace reconcile --why \"after the outage\""
        })
public final class ReconcileCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Mixin private Home home = new Home();

    @Option(
            names = "--broker",
            paramLabel = "sim|alpaca-paper",
            defaultValue = "sim",
            description = "Whose account; ${DEFAULT-VALUE} unless said.")
    private String broker = BrokerName.SIM.label();

    @Option(names = "--why", paramLabel = "TEXT", description = "The reason, for the audit.")
    private String why = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        BrokerName name = BrokerName.named(broker);
        RunPlace place = home.latest(name).filter(RunPlace::isRunning).orElse(null);
        if (place == null) {
            throw CommandFailure.failed(
                    "no run trades "
                            + name.label()
                            + " (expected: a live one; run reconciles when it starts)");
        }
        RunWatch watch = new RunWatch(place);
        List<String> known = differences(place);
        ControlCommand said =
                home.control(name)
                        .say(
                                ControlCommand.Kind.RECONCILE,
                                System.getProperty("user.name", ""),
                                why,
                                System.currentTimeMillis());
        boolean clean =
                watch.until(
                        status ->
                                status.commands() >= said.sequence()
                                        && !status.snapshotWanted()
                                        && status.reconciled());
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        List<String> all = differences(place);
        List<String> found = all.subList(Math.min(known.size(), all.size()), all.size());
        found.forEach(out::println);
        if (!clean) {
            throw CommandFailure.failed(
                    "run " + place.id() + " is not reconciled: " + watch.latest().headline());
        }
        out.println("Reconciled; " + found.size() + " differences were set right.");
        return ExitCode.OK;
    }

    private static List<String> differences(RunPlace place) throws IOException {
        Path file = place.path().resolve("differences.csv");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}
