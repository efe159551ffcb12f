package io.millrace.stack.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.stack.server.Deadline;
import io.millrace.stack.server.HttpAnswer;
import io.millrace.stack.server.Server;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FlinkClusterTest {

    @Test
    void offersItsSlotsAgainAfterEachOfItsProcessesWasKilled() {
        FlinkCluster cluster = FlinkCluster.start(FlinkShape.of(1).withSlots(3).highAvailability());
        try {
            assertThat(cluster.servers())
                    .extracting(Server::name)
                    .containsExactly("zookeeper", "flink-jobmanager", "flink-taskmanager-1");
            assertThat(overview(cluster)).contains("\"slots-total\":3");
            assertThat(get(cluster.taskManagers().get(0).address()))
                    .contains("flink_taskmanager_Status_JVM_Memory_Heap_Used");
            assertThat(get(cluster.restUrl() + "/")).contains("<html");
            assertThat(get(cluster.restUrl() + "/jobmanager/config"))
                    .contains("high-availability.type", "zookeeper");

            for (Server server : cluster.servers()) {
                server.kill();
                server.launch();
                server.awaitHealthy();
            }

            assertThat(
                            Deadline.in(Duration.ofSeconds(60))
                                    .await(
                                            () ->
                                                    overview(cluster)
                                                            .contains("\"slots-available\":3")))
                    .isTrue();
        } finally {
            cluster.close();
        }
        assertThat(cluster.servers()).noneMatch(Server::isAlive);
        assertThat(Files.exists(cluster.folder())).isFalse();
    }

    @Test
    void refusesAClusterThatRunsNothing() {
        assertThatThrownBy(() -> FlinkShape.of(0))
                .hasMessage("flink: 0 TaskManagers of 2 slots (expected: at least one of each)");
    }

    private static String overview(FlinkCluster cluster) {
        return get(cluster.restUrl() + "/overview");
    }

    private static String get(String address) {
        return HttpAnswer.get(address).map(HttpAnswer::body).orElse("");
    }
}
