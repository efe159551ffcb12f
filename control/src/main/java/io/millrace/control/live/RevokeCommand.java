package io.millrace.control.live;

import io.millrace.domain.control.ControlCommand;
import picocli.CommandLine.Command;

/** Keeps every order from a broker's account. */
@Command(
        name = "revoke",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        sortSynopsis = false,
        description = {
            "Keep every order from a broker's paper account, exits too, within a second. What",
            "would have been sent goes to execution.blocked with its gate."
        },
        footer = {
            "",
            "To stop entries alone, and let exits through, use kill.",
            "",
            "Example:",
            "  ./millrace revoke --why \"end of the trial\""
        })
public final class RevokeCommand extends SayCommand {

    public RevokeCommand() {
        super(ControlCommand.Kind.REVOKE);
    }

    @Override
    String standing(BrokerName broker) {
        return "revoked: no order goes to the broker, exits neither";
    }
}
