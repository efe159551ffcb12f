package io.millrace.control.live;

import io.millrace.control.CommandFailure;
import io.millrace.control.cluster.ClusterJob;
import io.millrace.control.cluster.ClusterRest;
import io.millrace.control.run.Scratch;
import io.millrace.control.stack.StackHome;
import io.millrace.stack.flink.JobManagerServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A session cluster on this machine: the run's folder has to be the same for its processes.
 *
 * @param url of its REST API
 * @param jar with the classes of the jobs
 */
record ClusterHost(URI url, Path jar) implements RunHost {

    ClusterHost {
        if (!Files.isRegularFile(jar)) {
            throw CommandFailure.failed(
                    jar + ": not there (expected: the jar of the jobs; ./mvnw package makes it)");
        }
    }

    /** Where the cluster answers that is up in Millrace's own folder. */
    static Optional<URI> up(Path home) {
        return StackHome.in(home).servers().stream()
                .filter(server -> server.name().equals(JobManagerServer.NAME))
                .map(server -> URI.create(server.address()))
                .findFirst();
    }

    @Override
    public String label() {
        return "the cluster at " + url;
    }

    @Override
    public StreamExecutionEnvironment environment(
            LiveRequest request, RunPlace place, Scratch scratch) throws IOException {
        return LiveEnvironment.on(url, jar, request, place);
    }

    @Override
    public RunningJob started(StreamExecutionEnvironment env, JobClient client) {
        return new ClusterRunJob(rest(), client.getJobID().toHexString());
    }

    @Override
    public Optional<String> alive(RunPlace place) {
        return rest().jobs().stream()
                .filter(job -> job.isAlive() && job.name().equals(place.jobName()))
                .map(ClusterJob::id)
                .findFirst();
    }

    @Override
    public RunningJob joined(String id) {
        return new ClusterRunJob(rest(), id);
    }

    private ClusterRest rest() {
        return new ClusterRest(url.toString());
    }
}
