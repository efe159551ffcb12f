package io.millrace.control.cluster;

import picocli.CommandLine.Command;

/** The commands about the jobs of a cluster. */
@Command(
        name = "cluster",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Jobs on a Flink cluster: submit, list, save, upgrade, rescale and stop them.",
            "JOB is ingest, signals, trading or archive; docs/cluster.md says what each needs."
        },
        subcommands = {
            SubmitCommand.class,
            JobsCommand.class,
            SavepointCommand.class,
            UpgradeCommand.class,
            RescaleCommand.class,
            StopCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  ./millrace up && ./millrace topics --create",
            "  ./millrace cluster submit signals --parallelism 2",
            "  ./millrace cluster jobs"
        })
public final class ClusterCommand {}
