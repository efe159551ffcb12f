package io.millrace.control.chaos;

import picocli.CommandLine.Command;

/** The commands about kill campaigns. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        description = "Kill the processes of a paper run, and prove that nothing was lost.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {CampaignCommand.class, SelfTestCommand.class})
public final class ChaosCommand {}
