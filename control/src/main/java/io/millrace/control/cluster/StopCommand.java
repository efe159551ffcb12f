package io.millrace.control.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.millrace.control.ExitCode;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Stops a job with a savepoint. */
@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        sortSynopsis = false,
        description = {
            "Stop a job with a savepoint, from which cluster submit --from-savepoint goes on."
        },
        footer = {"", "Example:", "  ./millrace cluster stop signals"})
final class StopCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "JOB",
            description = "ingest, signals, trading or archive.")
    private String job = "";

    @Option(
            names = "--drain",
            description = {
                "Time is over: every window ends and every timer fires. For the end of",
                "a tape; a job must not go on from such a savepoint."
            })
    private boolean drain;

    @Mixin private ClusterPlace place = new ClusterPlace();

    @Override
    public Integer call() throws JsonProcessingException {
        JobReport report = place.jobs().stop(ClusterPlace.job(job), drain);
        place.tell(report, Objects.requireNonNull(spec).commandLine().getOut());
        return ExitCode.OK;
    }
}
