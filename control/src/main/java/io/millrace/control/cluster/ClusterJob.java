package io.millrace.control.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * A job as a cluster lists it.
 *
 * @param state by Flink's name, such as {@code RUNNING}
 * @param running tasks that run, of all {@code tasks}
 */
public record ClusterJob(
        String id, String name, String state, long startMillis, int running, int tasks) {

    static final Set<String> ENDED = Set.of("FINISHED", "CANCELED", "FAILED", "SUSPENDED");

    static ClusterJob of(JsonNode job) {
        JsonNode tasks = job.path("tasks");
        return new ClusterJob(
                job.path("jid").asText(),
                job.path("name").asText(),
                job.path("state").asText(),
                job.path("start-time").asLong(),
                tasks.path("running").asInt(),
                tasks.path("total").asInt());
    }

    /** Whether it has not ended for good. */
    public boolean isAlive() {
        return !ENDED.contains(state);
    }
}
