package io.millrace.control.tape;

import io.millrace.control.demo.DemoTapeCommand;
import picocli.CommandLine.Command;

/** The commands about tapes. */
@Command(
        name = "tape",
        mixinStandardHelpOptions = true,
        description = "Make tapes. Their formats are in docs/tapes.md.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {SynthCommand.class, DemoTapeCommand.class})
public final class TapeCommand {}
