package io.millrace.control.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.millrace.control.ExitCode;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a savepoint of a job that goes on. */
@Command(
        name = "savepoint",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        sortSynopsis = false,
        description = {"Take a savepoint of a running job, which goes on."},
        footer = {"", "Example:", "  ./millrace cluster savepoint signals --json"})
final class SavepointCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "JOB",
            description = "ingest, signals, trading or archive.")
    private String job = "";

    @Mixin private ClusterPlace place = new ClusterPlace();

    @Override
    public Integer call() throws JsonProcessingException {
        JobReport report = place.jobs().savepoint(ClusterPlace.job(job));
        place.tell(report, Objects.requireNonNull(spec).commandLine().getOut());
        return ExitCode.OK;
    }
}
