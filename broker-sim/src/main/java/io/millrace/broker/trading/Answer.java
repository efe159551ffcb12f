package io.millrace.broker.trading;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint answers.
 *
 * @param body JSON, or null for an empty answer
 */
record Answer(int status, @Nullable JsonNode body) {

    static Answer ok(JsonNode body) {
        return new Answer(200, body);
    }

    static Answer several(JsonNode body) {
        return new Answer(207, body);
    }

    static Answer empty() {
        return new Answer(204, null);
    }
}
