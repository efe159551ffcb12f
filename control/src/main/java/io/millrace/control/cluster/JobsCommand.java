package io.millrace.control.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.millrace.control.ExitCode;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the jobs of a cluster. */
@Command(
        name = "jobs",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        sortSynopsis = false,
        description = "List the jobs of the cluster, the newest first.",
        footer = {"", "Example:", "  ./millrace cluster jobs --all --json"})
final class JobsCommand implements Callable<Integer> {

    private static final String ROW = "%-10s %-32s %-12s %7s  %-20s%n";

    @Spec private @Nullable CommandSpec spec;

    @Option(names = "--all", description = "Those that have ended, too.")
    private boolean all;

    @Mixin private ClusterPlace place = new ClusterPlace();

    @Override
    public Integer call() throws JsonProcessingException {
        List<ClusterJob> jobs =
                place.rest().jobs().stream().filter(one -> all || one.isAlive()).toList();
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (place.isJson()) {
            place.tell(jobs.stream().map(JobsCommand::fields).toList(), out);
        } else {
            print(jobs, out);
        }
        return ExitCode.OK;
    }

    private static void print(List<ClusterJob> jobs, PrintWriter out) {
        if (jobs.isEmpty()) {
            out.println("no job (./millrace cluster submit JOB starts one)");
            return;
        }
        out.printf(ROW, "JOB", "ID", "STATE", "TASKS", "SINCE");
        for (ClusterJob job : jobs) {
            out.printf(
                    ROW,
                    job.name(),
                    job.id(),
                    state(job),
                    job.running() + "/" + job.tasks(),
                    since(job));
        }
        out.flush();
    }

    private static Map<String, Object> fields(ClusterJob job) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("job", job.name());
        fields.put("id", job.id());
        fields.put("state", state(job));
        fields.put("tasks_running", job.running());
        fields.put("tasks", job.tasks());
        fields.put("since", since(job));
        return fields;
    }

    private static String state(ClusterJob job) {
        return job.state().toLowerCase(Locale.ROOT);
    }

    private static String since(ClusterJob job) {
        return Instant.ofEpochMilli(job.startMillis()).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
