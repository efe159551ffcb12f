package io.millrace.control.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.millrace.control.ExitCode;
import io.millrace.flink.job.main.PlatformJob;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Starts a job on a cluster. */
@Command(
        name = "submit",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        sortSynopsis = false,
        description = {
            "Start a job on the cluster: anew, or where a savepoint was taken. Ends when all",
            "its tasks run."
        },
        footer = {
            "",
            "Exit codes: 0 it runs; 1 it does not, or no cluster answers; 2 usage or",
            "configuration.",
            "",
            "Examples:",
            "  ./millrace cluster submit ingest --data bars.csv",
            "  ./millrace cluster submit signals --parallelism 4",
            "  ./millrace cluster submit trading --from-savepoint file:/…/savepoint-1f"
        })
final class SubmitCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "JOB", description = "ingest, signals, trading or archive.")
    private String job = "";

    @Option(
            names = "--from-savepoint",
            paramLabel = "P",
            description = "Where it goes on; it begins anew unless said.")
    private @Nullable String savepoint;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            defaultValue = "1",
            description = "Subtasks per operator; ${DEFAULT-VALUE} unless said.")
    private int parallelism = 1;

    @Option(
            names = "--jar",
            paramLabel = "FILE",
            description = "Jar of the jobs; the one of this checkout unless said.")
    private @Nullable Path jar;

    @Mixin private JobChoices choices = new JobChoices();

    @Mixin private ClusterPlace place = new ClusterPlace();

    @Override
    public Integer call() throws JsonProcessingException {
        PlatformJob known = ClusterPlace.job(job);
        ClusterPlace.parallelism(parallelism);
        Submission wanted =
                new Submission(
                        known.label(),
                        place.submissions().keep(jar == null ? ClusterPlace.builtJar() : jar),
                        choices.arguments(known, place),
                        parallelism);
        JobReport report = place.jobs().submit(wanted, savepoint);
        place.tell(report, Objects.requireNonNull(spec).commandLine().getOut());
        return ExitCode.OK;
    }
}
