package io.millrace.control.live;

import io.millrace.domain.control.ControlCommand;
import picocli.CommandLine.Command;

/** Throws the kill switch of a broker's account. */
@Command(
        name = "kill",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        sortSynopsis = false,
        description = {
            "Throw the kill switch: no entry is sent from now on, open ones are cancelled,",
            "exits go on as configured. It survives restarts, until resume."
        },
        footer = {
            "",
            "A file named kill in the account's control folder does the same.",
            "",
            "Example:",
            "  ./millrace kill --why \"odd fills\""
        })
public final class KillCommand extends SayCommand {

    public KillCommand() {
        super(ControlCommand.Kind.KILL);
    }

    @Override
    String standing(BrokerName broker) {
        return "kill switch on: no entries until resume";
    }

    @Override
    boolean hasTakenEffect(RunStatus status) {
        return status.killed() && status.openEntries() == 0;
    }
}
