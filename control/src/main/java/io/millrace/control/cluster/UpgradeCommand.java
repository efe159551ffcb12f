package io.millrace.control.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.millrace.control.ExitCode;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Starts a job with another jar, where it stopped. */
@Command(
        name = "upgrade",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        sortSynopsis = false,
        description = {
            "Stop a job with a savepoint and start the new jar from there. If that does not",
            "run, the jar before is started from the same savepoint."
        },
        footer = {
            "",
            "Exit codes: 0 it runs; 1 it does not, the one before runs instead; 2 usage.",
            "",
            "Example:",
            "  ./millrace cluster upgrade signals --jar new.jar"
        })
final class UpgradeCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "JOB",
            description = "ingest, signals, trading or archive.")
    private String job = "";

    @Option(
            names = "--jar",
            paramLabel = "FILE",
            description = "The new jar; the one of this checkout unless said.")
    private @Nullable Path jar;

    @Mixin private ClusterPlace place = new ClusterPlace();

    @Override
    public Integer call() throws JsonProcessingException {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        JobReport report =
                place.jobs()
                        .upgrade(
                                ClusterPlace.job(job), jar == null ? ClusterPlace.builtJar() : jar);
        place.tell(report, command.getOut());
        if (!report.isRolledBack()) {
            return ExitCode.OK;
        }
        command.getErr().println("millrace: " + report.refusal());
        return ExitCode.FAILED;
    }
}
