package io.millrace.control.state;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Values of state as JSON: a record by its components, and nothing that it only computes. */
final class StateJson {

    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .setVisibility(PropertyAccessor.ALL, Visibility.NONE)
                    .setVisibility(PropertyAccessor.FIELD, Visibility.ANY)
                    .registerModule(
                            new SimpleModule()
                                    .addSerializer(Instant.class, ToStringSerializer.instance));

    private StateJson() {}

    /** The value, or its text where JSON cannot say it. */
    static JsonNode of(@Nullable Object value) {
        try {
            return JSON.valueToTree(value);
        } catch (IllegalArgumentException unknownForm) {
            return TextNode.valueOf(String.valueOf(value));
        }
    }
}
