package io.millrace.control.tape;

import picocli.CommandLine.Command;

/** The commands about tapes. */
@Command(
        name = "tape",
        mixinStandardHelpOptions = true,
        description = "Make tapes. Their formats are in docs/tapes.md.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = SynthCommand.class)
public final class TapeCommand {}
