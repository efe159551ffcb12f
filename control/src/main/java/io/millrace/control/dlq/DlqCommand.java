package io.millrace.control.dlq;

import picocli.CommandLine.Command;

/** The commands about dead letters. */
@Command(
        name = "dlq",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = "Inputs that could not be used: list them, look at one, send them again.",
        subcommands = {DlqListCommand.class, DlqShowCommand.class, DlqReplayCommand.class},
        footer = {"", "Example:", "  ./millrace dlq list --since 2024-01-02T00:00:00Z"})
public final class DlqCommand {}
