package io.millrace.control.chaos;

import io.millrace.control.CommandFailure;
import io.millrace.control.cluster.ClusterJob;
import io.millrace.control.cluster.ClusterRest;
import io.millrace.stack.flink.FlinkCluster;
import io.millrace.stack.flink.FlinkShape;
import io.millrace.stack.flink.TaskManagerServer;
import java.nio.file.Path;
import java.util.function.Supplier;

/** A Flink cluster of a campaign's own, in which the run's graph lives. */
final class ClusterVictims implements AutoCloseable {

    private final FlinkCluster cluster;
    private final ClusterRest rest;
    private final Supplier<RunSays> says;

    private ClusterVictims(FlinkCluster cluster, Supplier<RunSays> says) {
        this.cluster = cluster;
        this.rest = new ClusterRest(cluster.restUrl());
        this.says = says;
    }

    /**
     * Starts one with as many slots as the graph has subtasks side by side.
     *
     * @param says what the run says of itself
     */
    static ClusterVictims start(Path folder, Supplier<RunSays> says) {
        return new ClusterVictims(
                FlinkCluster.start(folder, FlinkShape.of(1).withSlots(2).highAvailability()), says);
    }

    String url() {
        return cluster.restUrl();
    }

    /** The process in which the graph works. */
    Victim taskManager() {
        TaskManagerServer server = cluster.taskManagers().get(0);
        return new ServerVictim(
                server,
                since ->
                        says.get().isSettled()
                                && says.get().pid() == server.pid().orElse(Long.MIN_VALUE));
    }

    Victim jobManager() {
        return new ServerVictim(
                cluster.jobManager(),
                since ->
                        says.get().isSettled()
                                && says.get().wallTime().isAfter(since)
                                && isJobUp());
    }

    @Override
    public void close() {
        cluster.close();
    }

    private boolean isJobUp() {
        try {
            return rest.jobs().stream()
                    .filter(ClusterJob::isAlive)
                    .anyMatch(job -> rest.state(job.id()).isUp());
        } catch (CommandFailure away) {
            return false;
        }
    }
}
