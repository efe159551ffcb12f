package io.millrace.control.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.stack.flink.FlinkCluster;
import io.millrace.stack.server.HttpAnswer;
import io.millrace.stack.server.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What the classes of a cluster's processes take, once those that nobody needs are gone. */
final class Metaspace {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String USED = "Status.JVM.Memory.Metaspace.Used";

    private final FlinkCluster cluster;

    Metaspace(FlinkCluster cluster) {
        this.cluster = cluster;
    }

    /** Kilobytes in JobManager and TaskManager together, after collections that were asked for. */
    long afterCollection() throws IOException, InterruptedException {
        // the second one takes what the first one's finalizers held
        for (int round = 0; round < 2; round++) {
            for (Server process : List.of(cluster.jobManager(), cluster.taskManagers().get(0))) {
                collect(process.pid().orElseThrow());
            }
        }
        return Math.addExact(
                        used("/jobmanager/metrics?get=" + USED),
                        used(
                                "/taskmanagers/"
                                        + cluster.taskManagers().get(0).name()
                                        + "/metrics?get="
                                        + USED))
                / 1024;
    }

    private long used(String path) throws IOException {
        String body = HttpAnswer.get(cluster.restUrl() + path).map(HttpAnswer::body).orElseThrow();
        return JSON.readTree(body).path(0).path("value").asLong();
    }

    private static void collect(long pid) throws IOException, InterruptedException {
        Process asked =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                                Long.toString(pid),
                                "GC.run")
                        .redirectErrorStream(true)
                        .start();
        asked.getInputStream().readAllBytes();
        assertThat(asked.waitFor()).isZero();
    }
}
