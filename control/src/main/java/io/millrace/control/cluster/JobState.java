package io.millrace.control.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * How a job and its tasks stand.
 *
 * @param name by Flink's name, such as {@code RUNNING}
 * @param tasks all subtasks of all its vertices
 * @param working those that have their state back and work, or have come to their end
 */
public record JobState(String name, int tasks, int working) {

    private static final Set<String> FAILING =
            Set.of("FAILING", "FAILED", "RESTARTING", "CANCELLING", "CANCELED");

    static JobState of(JsonNode job) {
        int tasks = 0;
        int working = 0;
        for (JsonNode vertex : job.path("vertices")) {
            tasks += vertex.path("parallelism").asInt();
            working += vertex.path("tasks").path("RUNNING").asInt();
            working += vertex.path("tasks").path("FINISHED").asInt();
        }
        return new JobState(job.path("state").asText(), tasks, working);
    }

    /** Whether it has ended for good, well or not. */
    public boolean hasEnded() {
        return ClusterJob.ENDED.contains(name);
    }

    /** Whether everything that it was started with works, or has ended. */
    public boolean isUp() {
        return name.equals("FINISHED") || (name.equals("RUNNING") && tasks > 0 && working == tasks);
    }

    /** Whether it has met a failure. */
    boolean isFailing() {
        return FAILING.contains(name);
    }
}
