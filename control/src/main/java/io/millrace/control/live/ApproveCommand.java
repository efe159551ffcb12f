package io.millrace.control.live;

import io.millrace.domain.control.ControlCommand;
import picocli.CommandLine.Command;

/** Lets orders go to a broker's account. */
@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        sortSynopsis = false,
        description = {
            "Let orders go to a broker's paper account. The simulator is approved until it is",
            "revoked; Alpaca's account needs this once."
        },
        footer = {
            "",
            "Example:",
            "  ./millrace approve --broker alpaca-paper --why \"first week, watched\""
        })
public final class ApproveCommand extends SayCommand {

    public ApproveCommand() {
        super(ControlCommand.Kind.APPROVE);
    }

    @Override
    String standing(BrokerName broker) {
        return "approved: orders may go to the broker";
    }
}
