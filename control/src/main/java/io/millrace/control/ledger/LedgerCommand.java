package io.millrace.control.ledger;

import picocli.CommandLine.Command;

/** The commands about a broker's ledger. */
@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        description = "Check a run against the broker's own ledger.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = CheckCommand.class)
public final class LedgerCommand {}
