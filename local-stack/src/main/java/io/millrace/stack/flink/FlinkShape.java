package io.millrace.stack.flink;

import io.millrace.stack.server.ServerUnavailable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How large a cluster is, and what it keeps through a crash.
 *
 * @param taskManagers how many
 * @param slots how many tasks of each kind a TaskManager runs side by side
 * @param taskManagerMemory of its whole process, in Flink's notation, such as {@code 1280m}
 * @param highlyAvailable whether a JobManager that is started again goes on with its jobs; needs a
 *     ZooKeeper
 * @param settings in Flink's own keys, over those of the stack
 */
public record FlinkShape(
        int taskManagers,
        int slots,
        String taskManagerMemory,
        boolean highlyAvailable,
        Map<String, String> settings) {

    /** A cluster runs at least one task. */
    public FlinkShape {
        if (taskManagers < 1 || slots < 1) {
            throw new ServerUnavailable(
                    "flink: "
                            + taskManagers
                            + " TaskManagers of "
                            + slots
                            + " slots (expected: at least one of each)");
        }
        settings = Map.copyOf(settings);
    }

    /** TaskManagers of two slots, forgetting everything when the JobManager ends. */
    public static FlinkShape of(int taskManagers) {
        return new FlinkShape(taskManagers, 2, "1280m", false, Map.of());
    }

    /** The same with a ZooKeeper. */
    public FlinkShape highAvailability() {
        return new FlinkShape(taskManagers, slots, taskManagerMemory, true, settings);
    }

    /** The same with other slots in each TaskManager. */
    public FlinkShape withSlots(int chosen) {
        return new FlinkShape(taskManagers, chosen, taskManagerMemory, highlyAvailable, settings);
    }

    /** The same with one of Flink's settings changed. */
    public FlinkShape with(String key, String value) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put(key, value);
        return new FlinkShape(taskManagers, slots, taskManagerMemory, highlyAvailable, all);
    }
}
