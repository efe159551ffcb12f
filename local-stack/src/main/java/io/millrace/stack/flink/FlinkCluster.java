package io.millrace.stack.flink;

import io.millrace.stack.port.LastingPort;
import io.millrace.stack.server.Folders;
import io.millrace.stack.server.Loopback;
import io.millrace.stack.server.Place;
import io.millrace.stack.server.Server;
import io.millrace.stack.zookeeper.ZooKeeperServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Flink session cluster on loopback: a JobManager with web UI, TaskManagers, and a ZooKeeper
 * where it is highly available. Connectors and the JDBC driver lie in its lib folder.
 */
public final class FlinkCluster implements AutoCloseable {

    private final Path folder;
    private final boolean temporary;
    private final JobManagerServer jobManager;
    private final List<Server> servers;
    private final List<TaskManagerServer> taskManagers;

    /** A cluster that is not launched yet. */
    public FlinkCluster(@Nullable Path lasting, FlinkShape shape, FlinkPorts ports) {
        temporary = lasting == null;
        folder = lasting == null ? newFolder() : lasting.toAbsolutePath();
        List<Server> all = new ArrayList<>();
        String quorum = "";
        if (shape.highlyAvailable()) {
            ZooKeeperServer zooKeeper =
                    new ZooKeeperServer(
                            Place.in(folder.resolve(ZooKeeperServer.NAME))
                                    .onPort(ports.zooKeeper()));
            quorum = zooKeeper.address();
            all.add(zooKeeper);
        }
        int restPort = Loopback.port(ports.rest());
        FlinkHome home = FlinkHome.in(folder, shape, restPort, LastingPort.pick(), quorum);
        jobManager =
                new JobManagerServer(
                        folder.resolve("jobmanager"),
                        restPort,
                        home,
                        Loopback.port(ports.metrics()),
                        shape.highlyAvailable());
        all.add(jobManager);
        List<TaskManagerServer> workers = new ArrayList<>();
        for (int number = 1; number <= shape.taskManagers(); number++) {
            workers.add(
                    new TaskManagerServer(
                            number,
                            folder.resolve("taskmanager-" + number),
                            ports.metrics() == Place.ANY_PORT
                                    ? Place.ANY_PORT
                                    : ports.metrics() + number,
                            home,
                            jobManager));
        }
        all.addAll(workers);
        taskManagers = List.copyOf(workers);
        servers = List.copyOf(all);
    }

    /** Starts one on free ports with so many TaskManagers of two slots; ready when this returns. */
    public static FlinkCluster start(int taskManagers) {
        return start(FlinkShape.of(taskManagers));
    }

    /** Starts one on free ports; ready when this returns. */
    public static FlinkCluster start(FlinkShape shape) {
        return started(new FlinkCluster(null, shape, FlinkPorts.ANY));
    }

    /** The same in a folder that stays. */
    public static FlinkCluster start(Path folder, FlinkShape shape) {
        return started(new FlinkCluster(folder, shape, FlinkPorts.ANY));
    }

    private static FlinkCluster started(FlinkCluster cluster) {
        try {
            for (Server server : cluster.servers()) {
                if (!server.needs().isEmpty()) {
                    cluster.servers.get(0).awaitHealthy();
                }
                server.launch();
            }
            cluster.servers.forEach(Server::awaitHealthy);
            return cluster;
        } catch (RuntimeException failure) {
            cluster.close();
            throw failure;
        }
    }

    /** Its processes, in the order in which they start. */
    public List<Server> servers() {
        return servers;
    }

    public JobManagerServer jobManager() {
        return jobManager;
    }

    public List<TaskManagerServer> taskManagers() {
        return taskManagers;
    }

    /** Address of the web UI and of the REST API. */
    public String restUrl() {
        return jobManager.address();
    }

    /** Folder with its checkpoints, savepoints and logs. */
    public Path folder() {
        return folder;
    }

    /** Stops the processes, last started first. */
    @Override
    public void close() {
        List<Server> lastFirst = new ArrayList<>(servers);
        Collections.reverse(lastFirst);
        lastFirst.forEach(Server::close);
        if (temporary) {
            Folders.delete(folder);
        }
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("millrace-flink-");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
