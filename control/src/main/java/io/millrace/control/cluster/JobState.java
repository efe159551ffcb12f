package io.millrace.control.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * How a job and its tasks stand.
 *
 * @param name by Flink's name
 * @param tasks states of its vertices
 * @param parallelism the highest among them
 */
record JobState(String name, List<String> tasks, int parallelism) {

    static JobState of(JsonNode job) {
        List<String> tasks = new ArrayList<>();
        int parallelism = 0;
        for (JsonNode vertex : job.path("vertices")) {
            tasks.add(vertex.path("status").asText());
            parallelism = Math.max(parallelism, vertex.path("parallelism").asInt());
        }
        return new JobState(job.path("state").asText(), List.copyOf(tasks), parallelism);
    }

    /** Whether everything that it was started with has its state back and works, or has ended. */
    boolean isUp() {
        return name.equals("FINISHED")
                || name.equals("RUNNING")
                        && !tasks.isEmpty()
                        && tasks.stream()
                                .allMatch(one -> one.equals("RUNNING") || one.equals("FINISHED"));
    }

    /** Whether it has met a failure. */
    boolean isFailing() {
        return name.equals("FAILING")
                || name.equals("FAILED")
                || name.equals("RESTARTING")
                || name.equals("CANCELED");
    }
}
