package io.millrace.stack.flink;

import io.millrace.stack.server.HttpAnswer;
import io.millrace.stack.server.JavaCommand;
import io.millrace.stack.server.JvmServer;
import io.millrace.stack.server.Loopback;
import io.millrace.stack.server.Place;
import io.millrace.stack.zookeeper.ZooKeeperServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The JobManager of a session cluster, with web UI and REST API. */
public final class JobManagerServer extends JvmServer {

    public static final String NAME = "flink-jobmanager";

    private final FlinkHome home;
    private final int metricsPort;
    private final boolean highlyAvailable;

    JobManagerServer(
            Path folder, int restPort, FlinkHome home, int metricsPort, boolean highlyAvailable) {
        super(NAME, Place.in(folder).onPort(restPort));
        this.home = home;
        this.metricsPort = metricsPort;
        this.highlyAvailable = highlyAvailable;
    }

    @Override
    public List<String> needs() {
        return highlyAvailable ? List.of(ZooKeeperServer.NAME) : List.of();
    }

    @Override
    public String address() {
        return "http://" + Loopback.HOST + ":" + port();
    }

    @Override
    protected JavaCommand command() throws IOException {
        return home.process(
                "JM",
                "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                folder(),
                log(),
                Map.of("metrics.reporter.prom.port", Integer.toString(metricsPort)));
    }

    @Override
    protected boolean answers() {
        return HttpAnswer.get(address() + "/overview")
                .filter(answer -> answer.isOk() && answer.body().contains("\"slots-total\""))
                .isPresent();
    }
}
