package io.millrace.control.tape;

import picocli.CommandLine.Command;

/** The commands about tapes. */
@Command(
        name = "tape",
        mixinStandardHelpOptions = true,
        description = "Make tapes.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = SynthCommand.class)
public final class TapeCommand {}
