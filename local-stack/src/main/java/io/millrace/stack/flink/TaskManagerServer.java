package io.millrace.stack.flink;

import io.millrace.stack.server.HttpAnswer;
import io.millrace.stack.server.JavaCommand;
import io.millrace.stack.server.JvmServer;
import io.millrace.stack.server.Loopback;
import io.millrace.stack.server.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A TaskManager of a session cluster; its address is its page of metrics. */
public final class TaskManagerServer extends JvmServer {

    private static final String PREFIX = "flink-taskmanager-";

    private final FlinkHome home;
    private final JobManagerServer jobManager;

    TaskManagerServer(
            int number, Path folder, int metricsPort, FlinkHome home, JobManagerServer jobManager) {
        super(PREFIX + number, Place.in(folder).onPort(metricsPort));
        this.home = home;
        this.jobManager = jobManager;
    }

    /** The JobManager's needs only: the two find each other, whichever is up first. */
    @Override
    public List<String> needs() {
        return jobManager.needs();
    }

    @Override
    public String address() {
        return "http://" + Loopback.HOST + ":" + port() + "/metrics";
    }

    @Override
    protected JavaCommand command() throws IOException {
        return home.process(
                "TM",
                "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                folder(),
                log(),
                Map.of(
                        "metrics.reporter.prom.port",
                        Integer.toString(port()),
                        "taskmanager.resource-id",
                        name(),
                        "io.tmp.dirs",
                        folder().resolve("tmp").toString()));
    }

    /** It serves its metrics, and the JobManager counts on it. */
    @Override
    protected boolean answers() {
        return HttpAnswer.get(address()).filter(HttpAnswer::isOk).isPresent()
                && HttpAnswer.get(jobManager.address() + "/taskmanagers")
                        .filter(answer -> answer.body().contains("\"id\":\"" + name() + "\""))
                        .isPresent();
    }
}
