package io.millrace.control.live;

import io.millrace.domain.control.ControlCommand;
import picocli.CommandLine.Command;

/** Lets a stopped account trade again. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        sortSynopsis = false,
        description = {
            "Let an account trade again after a kill switch, a drawdown or a daily loss. Limits",
            "count from the equity of that moment."
        },
        footer = {"", "Example:", "  ./millrace resume --why \"reviewed\""})
public final class ResumeCommand extends SayCommand {

    public ResumeCommand() {
        super(ControlCommand.Kind.RESUME);
    }

    @Override
    String standing(BrokerName broker) {
        return "trading again";
    }

    @Override
    boolean hasTakenEffect(RunStatus status) {
        return !status.killed();
    }
}
