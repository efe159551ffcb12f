package io.millrace.control.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.control.CommandFailure;
import io.millrace.control.stack.StackHome;
import io.millrace.flink.job.main.PlatformJob;
import io.millrace.stack.supervisor.ServerStatus;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cluster is meant, and how it is answered: what all commands about jobs have in common. */
public final class ClusterPlace {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STANDARD = "http://127.0.0.1:8081";

    @Option(
            names = "--flink",
            paramLabel = "URL",
            description = {
                "REST API of the cluster; the one of ./millrace up unless said,",
                "or " + STANDARD + " where none is up."
            })
    private @Nullable String flink;

    @Option(names = "--json", description = "JSON instead of text.")
    private boolean json;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = "${env:MILLRACE_STATE:-${sys:user.home}/.millrace}",
            description = "Millrace's own folder; MILLRACE_STATE or ~/.millrace unless said.")
    private Path home = Path.of(".millrace");

    ClusterRest rest() {
        String url = flink != null ? flink : server("flink-jobmanager").orElse(STANDARD);
        if (!url.matches("https?://.+")) {
            throw CommandFailure.usage("--flink: " + url + " (expected: http://HOST:PORT)");
        }
        return new ClusterRest(url.replaceFirst("/+$", ""));
    }

    JobLife jobs() {
        return new JobLife(rest(), submissions());
    }

    Submissions submissions() {
        return new Submissions(home);
    }

    /** Address of a server of the stack that is up here. */
    Optional<String> server(String name) {
        return StackHome.in(home).servers().stream()
                .filter(one -> one.name().equals(name))
                .map(ServerStatus::address)
                .findFirst();
    }

    /** Tells what came of it. */
    void tell(JobReport report, PrintWriter out) throws JsonProcessingException {
        if (json) {
            tell((Object) report.json(), out);
        } else {
            report.print(out);
        }
    }

    void tell(Object content, PrintWriter out) throws JsonProcessingException {
        out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content));
    }

    boolean isJson() {
        return json;
    }

    /** The jar of this checkout. */
    public static Path builtJar() {
        return Path.of(System.getProperty("millrace.home", "."))
                .resolve("flink-jobs")
                .resolve("target")
                .resolve("millrace-jobs.jar");
    }

    static PlatformJob job(String label) {
        return PlatformJob.labelled(label)
                .orElseThrow(
                        () ->
                                CommandFailure.usage(
                                        "JOB: "
                                                + label
                                                + " (expected: "
                                                + Arrays.stream(PlatformJob.values())
                                                        .map(PlatformJob::label)
                                                        .collect(Collectors.joining(", "))
                                                + ")"));
    }

    static int parallelism(int wanted) {
        int most = io.millrace.flink.job.JobDefaults.MAX_PARALLELISM;
        if (wanted < 1 || wanted > most) {
            throw CommandFailure.usage("parallelism: " + wanted + " (expected: 1.." + most + ")");
        }
        return wanted;
    }
}
