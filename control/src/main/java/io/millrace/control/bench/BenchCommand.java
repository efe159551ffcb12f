package io.millrace.control.bench;

import io.millrace.control.live.LatencyCommand;
import picocli.CommandLine.Command;

/** The benchmarks. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measure this machine: each benchmark runs its contenders in turns, checks that",
            "they did the same work, and gives raw numbers as JSON."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            PipelineCommand.class,
            SinkCommand.class,
            LatencyCommand.class,
            ModelCommand.class
        })
public final class BenchCommand {}
