package io.millrace.broker.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a broker answered, and how much of it two brokers can be compared by. */
record Answered(int status, HttpHeaders headers, String text, JsonNode body) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])-?\\d+(\\.\\d+)?(?![\\w])");
    private static final Pattern INSTANT =
            Pattern.compile(
                    "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

    static Answered of(HttpResponse<String> response) throws java.io.IOException {
        String text = response.body();
        boolean json = text.startsWith("{") || text.startsWith("[");
        return new Answered(
                response.statusCode(),
                response.headers(),
                text,
                json ? JSON.readTree(text) : MissingNode.getInstance());
    }

    /** A field's text, or nothing. */
    String at(String field) {
        return body.path(field).asText("");
    }

    /** A refusal: status, code and sentence, and which of the fields come with it. */
    String refusal(String... fields) {
        String code = body.has("code") ? " " + body.get("code") : "";
        String with = fields.length == 0 ? "" : " with " + shape(body, fields);
        return status + code + " " + masked(at("message")) + with;
    }

    /** An answer: its status and what kind of value each of the fields has. */
    String shape(String... fields) {
        return status + " " + shape(body, fields);
    }

    static String shape(JsonNode body, String... fields) {
        return Arrays.stream(fields)
                .map(field -> field + ": " + kind(body.path(field)))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** The sentence without what differs from request to request. */
    static String masked(String sentence) {
        String text = ID.matcher(sentence).replaceAll("<id>");
        return NUMBER.matcher(text).replaceAll("<n>");
    }

    private static String kind(JsonNode value) {
        if (!value.isTextual()) {
            return value.isMissingNode()
                    ? "absent"
                    : value.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
        }
        String text = value.asText();
        if (ID.matcher(text).matches()) {
            return "id";
        }
        if (INSTANT.matcher(text).matches()) {
            return "instant";
        }
        if (DAY.matcher(text).matches()) {
            return "day";
        }
        return NUMBER.matcher(text).matches() ? "number in text" : "text";
    }
}
