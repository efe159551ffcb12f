package io.millrace.connectors.alpaca;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Locale;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** Alpaca's documents as they come: numbers in quotes or without, nulls, and things unheard of. */
final class Json {

    /** Longer than any page of 500 orders with their legs. */
    static final long LONGEST = 16L << 20;

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();
    private static final MediaType TYPE = MediaType.get("application/json");
    private static final int LONGEST_WORDS = 500;

    /** What Alpaca says when it refuses. */
    record Refusal(int code, String text) {}

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** The document, or a missing node where there is none. */
    static JsonNode document(String body, int status) throws AlpacaError {
        if (body.isBlank()) {
            return MissingNode.getInstance();
        }
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            // neither the cause nor the body: a page may quote the request with its headers
            throw AlpacaError.unreadable("HTTP " + status + " with a body that is not JSON");
        }
    }

    /** Alpaca's error document, or null where the body is anything else. */
    static @Nullable Refusal refusal(String body) {
        try {
            JsonNode node = MAPPER.readTree(body);
            if (node == null || !node.isObject() || !node.hasNonNull("message")) {
                return null;
            }
            String message = node.get("message").asText();
            String reason = text(node, "reject_reason");
            String whole = reason.isEmpty() ? message : message + ": " + reason;
            return new Refusal(
                    node.path("code").asInt(),
                    whole.substring(0, Math.min(whole.length(), LONGEST_WORDS)));
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** A body that nobody can send twice. */
    static RequestBody body(JsonNode document) {
        byte[] bytes = document.toString().getBytes(StandardCharsets.UTF_8);
        return new RequestBody() {
            @Override
            public MediaType contentType() {
                return TYPE;
            }

            @Override
            public long contentLength() {
                return bytes.length;
            }

            @Override
            public boolean isOneShot() {
                return true;
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                sink.write(bytes);
            }
        };
    }

    /** The text, empty where the field is absent or null. */
    static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isNull() ? "" : value.asText("");
    }

    /** The text in lower case, as Alpaca writes its words. */
    static String word(JsonNode node, String name) {
        return text(node, name).toLowerCase(Locale.ROOT);
    }

    static @Nullable BigDecimal decimal(JsonNode node, String name) throws AlpacaError {
        JsonNode value = node.path(name);
        if (value.isNumber()) {
            return value.decimalValue();
        }
        String text = text(node, name);
        if (text.isBlank()) {
            return null;
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw AlpacaError.unreadable(name + ": " + text + " (expected: a number)");
        }
    }

    static BigDecimal required(JsonNode node, String name) throws AlpacaError {
        BigDecimal value = decimal(node, name);
        if (value == null) {
            throw AlpacaError.unreadable(name + ": missing (expected: a number)");
        }
        return value;
    }

    /** Milliseconds of the instant, 0 where the field is absent or null. */
    static long millis(JsonNode node, String name) throws AlpacaError {
        String text = text(node, name);
        if (text.isBlank()) {
            return 0;
        }
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            throw AlpacaError.unreadable(name + ": " + text + " (expected: an instant)");
        }
    }

    /** The whole number of a header, 0 where there is none. */
    static long whole(@Nullable String text) {
        if (text == null || !text.strip().matches("[0-9]{1,12}")) {
            return 0;
        }
        return Long.parseLong(text.strip());
    }
}
