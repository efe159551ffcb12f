package io.millrace.control.state;

import picocli.CommandLine.Command;

/** The commands about the state of jobs. */
@Command(
        name = "state",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = "The state of jobs, as it lies in savepoints.",
        subcommands = StateShowCommand.class,
        footer = {"", "Example:", "  ./millrace state show /tmp/savepoint-1a2b3c"})
public final class StateCommand {}
