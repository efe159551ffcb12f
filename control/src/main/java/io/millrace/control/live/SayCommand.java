package io.millrace.control.live;

import io.millrace.connectors.control.ControlFolder;
import io.millrace.control.CommandFailure;
import io.millrace.control.ExitCode;
import io.millrace.domain.control.ControlCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A word to an account: it stands from now on, and a run that trades it hears it. */
abstract class SayCommand implements Callable<Integer> {

    private final ControlCommand.Kind kind;

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

    @Option(
            names = "--who",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who says it, for the audit; you unless said.")
    private String who = "";

    SayCommand(ControlCommand.Kind kind) {
        this.kind = kind;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        BrokerName name = BrokerName.named(broker);
        ControlFolder folder = home.control(name);
        long saidMillis = System.currentTimeMillis();
        ControlCommand said;
        try {
            said = folder.say(kind, who, why, saidMillis);
        } catch (IOException failure) {
            throw CommandFailure.failed(
                    folder.path() + ": " + failure + " (expected: a folder that can be written)");
        }
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println(name.label() + ": " + standing(name));
        return heard(name, said, out);
    }

    /** What is true of the account from now on, in a few words. */
    abstract String standing(BrokerName broker);

    /** Whether the run has to show an effect before the command is over. */
    boolean hasTakenEffect(RunStatus status) {
        return true;
    }

    /** Waits until the account's run, if there is one, has heard the command and acted on it. */
    private int heard(BrokerName name, ControlCommand said, PrintWriter out)
            throws IOException, InterruptedException {
        RunPlace place = home.latest(name).orElse(null);
        if (place == null || !place.isRunning()) {
            out.println("No run trades the account now; the next one finds it so.");
            return ExitCode.OK;
        }
        RunWatch watch = new RunWatch(place);
        if (watch.until(status -> status.commands() >= said.sequence() && hasTakenEffect(status))) {
            out.println("Run " + place.id() + " has taken it: " + watch.latest().headline());
            return ExitCode.OK;
        }
        throw CommandFailure.failed(
                "run "
                        + place.id()
                        + " has not answered within "
                        + RunWatch.PATIENCE.toSeconds()
                        + " s; what was said stands in "
                        + home.control(name).path());
    }
}
