package io.millrace.modelserver.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.modelserver.Refusal;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The protocol's parameters: names with a text, a number or a truth. */
final class Parameters {

    private Parameters() {}

    static Map<String, Object> read(JsonParser json, String what) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw Refusal.invalid(what + " (expected: an object)");
        }
        Map<String, Object> parameters = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken token = json.nextToken();
            if (token.isBoolean()) {
                parameters.put(name, json.getBooleanValue());
            } else if (token.isNumeric()) {
                parameters.put(name, json.getNumberValue());
            } else if (token.isScalarValue()) {
                parameters.put(name, json.getText());
            } else {
                json.skipChildren();
            }
        }
        return parameters;
    }

    /** A whole number; 0 where it is absent. */
    static long whole(Map<String, Object> parameters, String name) {
        Object value = parameters.getOrDefault(name, 0);
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        throw Refusal.invalid("parameter '" + name + "': " + value + " (expected: a whole number)");
    }

    /** A truth; false where it is absent. */
    static boolean flag(Map<String, Object> parameters, String name) {
        Object value = parameters.getOrDefault(name, false);
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw Refusal.invalid("parameter '" + name + "': " + value + " (expected: true or false)");
    }

    /** A parameter that changes what is asked for must not be passed over. */
    static void refuse(Map<String, Object> parameters, String name, String tensor) {
        if (parameters.containsKey(name)) {
            throw Refusal.of(
                    Refusal.Reason.UNSUPPORTED,
                    "tensor '" + tensor + "': parameter '" + name + "' is not supported");
        }
    }
}
