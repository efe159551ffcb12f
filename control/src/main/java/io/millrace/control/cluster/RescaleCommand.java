package io.millrace.control.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.millrace.control.ExitCode;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Changes how many subtasks a job has. */
@Command(
        name = "rescale",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        sortSynopsis = false,
        description = {
            "Stop a job with a savepoint and start it from there with N subtasks per operator."
        },
        footer = {"", "Example:", "  ./millrace cluster rescale signals 4"})
final class RescaleCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "JOB",
            description = "ingest, signals, trading or archive.")
    private String job = "";

    @Parameters(index = "1", paramLabel = "N", description = "Subtasks per operator.")
    private int parallelism = 1;

    @Mixin private ClusterPlace place = new ClusterPlace();

    @Override
    public Integer call() throws JsonProcessingException {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        JobReport report =
                place.jobs().rescale(ClusterPlace.job(job), ClusterPlace.parallelism(parallelism));
        place.tell(report, command.getOut());
        if (!report.isRolledBack()) {
            return ExitCode.OK;
        }
        command.getErr().println("millrace: " + report.refusal());
        return ExitCode.FAILED;
    }
}
