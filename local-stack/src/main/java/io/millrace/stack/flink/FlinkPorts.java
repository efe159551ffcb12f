package io.millrace.stack.flink;

import io.millrace.stack.server.Place;

/**
 * Where a cluster listens; {@link Place#ANY_PORT} for any free one.
 *
 * @param rest web UI and REST API
 * @param metrics Prometheus page of the JobManager; those of the TaskManagers follow it one by one
 * @param zooKeeper coordination of a highly available cluster
 */
public record FlinkPorts(int rest, int metrics, int zooKeeper) {

    public static final FlinkPorts STANDARD = new FlinkPorts(8081, 9249, 2181);

    public static final FlinkPorts ANY =
            new FlinkPorts(Place.ANY_PORT, Place.ANY_PORT, Place.ANY_PORT);
}
