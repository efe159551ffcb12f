package io.millrace.control.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Knows a process again by its id and its start: an id alone belongs to somebody else after a
 * restart of the machine.
 */
final class ProcessMark {

    private static final String PID = "pid";
    private static final String SINCE = "process_started";

    private ProcessMark() {}

    static void put(ProcessHandle process, ObjectNode into) {
        into.put(PID, process.pid()).put(SINCE, since(process));
    }

    /** The process that was marked, while it is alive. */
    static Optional<ProcessHandle> alive(@Nullable JsonNode marked) {
        return marked == null
                ? Optional.empty()
                : ProcessHandle.of(marked.path(PID).asLong(-1))
                        .filter(ProcessHandle::isAlive)
                        .filter(process -> since(process) == marked.path(SINCE).asLong());
    }

    /** Milliseconds since the epoch; zero where the system does not tell. */
    private static long since(ProcessHandle process) {
        return process.info().startInstant().map(start -> start.toEpochMilli()).orElse(0L);
    }
}
