package io.millrace.control.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * What the run says of itself once a second, as far as a campaign asks.
 *
 * @param pid the process that said it; -1 while nobody has
 * @param wallTime when it was said
 * @param reconciled whether its account agrees with the broker
 * @param unknown orders that nobody has answered for
 * @param inFlight requests without an answer
 */
record RunSays(long pid, Instant wallTime, boolean reconciled, int unknown, int inFlight) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final RunSays NOTHING = new RunSays(-1, Instant.EPOCH, false, 0, 0);

    static RunSays read(Path status) {
        if (!Files.exists(status)) {
            return NOTHING;
        }
        try {
            JsonNode said = JSON.readTree(status.toFile());
            return new RunSays(
                    said.path("pid").asLong(-1),
                    Instant.parse(said.path("wall_time").asText()),
                    said.path("reconciled").asBoolean(),
                    said.path("unknown_orders").asInt(),
                    said.path("in_flight").asInt());
        } catch (IOException | DateTimeException halfWritten) {
            return NOTHING;
        }
    }

    boolean isSettled() {
        return reconciled && unknown == 0;
    }
}
