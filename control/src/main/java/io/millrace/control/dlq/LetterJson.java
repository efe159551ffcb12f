package io.millrace.control.dlq;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.connectors.deadletter.StoredLetter;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Dead letters as JSON; keys and bytes in Base64. */
final class LetterJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private LetterJson() {}

    static ArrayNode of(List<StoredLetter> letters) {
        ArrayNode array = MAPPER.createArrayNode();
        letters.forEach(letter -> array.add(of(letter)));
        return array;
    }

    static ObjectNode of(StoredLetter letter) {
        return MAPPER.createObjectNode()
                .put("id", letter.id().toString())
                .put("run_id", letter.run())
                .put("origin", letter.origin())
                .put("topic", letter.topic())
                .put("place", letter.place())
                .put("code", letter.code())
                .put("text", letter.text())
                .put("expectation", letter.expectation())
                .put("error_class", letter.errorClass())
                .put("retries", letter.retries())
                .put("first_failure", text(letter.firstFailure()))
                .put("last_failure", text(letter.lastFailure()))
                .put("replays", letter.replays())
                .put("last_replay", text(letter.lastReplay()))
                .put("key", base64(letter.key()))
                .put("bytes", base64(letter.bytes()));
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static @Nullable String base64(byte @Nullable [] bytes) {
        return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
    }
}
