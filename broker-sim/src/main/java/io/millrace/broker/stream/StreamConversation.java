package io.millrace.broker.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** What one client of the {@code /stream} socket and the server say to each other. */
final class StreamConversation {

    static final String TRADE_UPDATES = "trade_updates";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Credentials credentials;
    private boolean authorized;
    private boolean listening;

    StreamConversation(Credentials credentials, boolean authorized) {
        this.credentials = credentials;
        this.authorized = authorized;
    }

    boolean isListening() {
        return listening;
    }

    /** The answer to a message. */
    ObjectNode answer(byte[] message) {
        JsonNode request;
        try {
            request = JSON.readTree(message);
        } catch (JsonProcessingException broken) {
            return error("invalid JSON");
        } catch (IOException unreadable) {
            return error("unreadable message");
        }
        return switch (request.path("action").asText()) {
            case "authenticate" -> authorize(request.path("data"), "key_id", "secret_key");
            case "auth" -> authorize(request, "key", "secret");
            case "listen" -> listen(request.path("data").path("streams"));
            default -> error("unknown action: " + request.path("action").asText());
        };
    }

    /** An update as the stream tells it. */
    static ObjectNode update(ObjectNode data) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("stream", TRADE_UPDATES);
        message.set("data", data);
        return message;
    }

    private ObjectNode authorize(JsonNode from, String keyField, String secretField) {
        authorized =
                credentials.admit(from.path(keyField).asText(), from.path(secretField).asText());
        listening &= authorized;
        return authorization(authorized ? "authorized" : "unauthorized", "authenticate");
    }

    private ObjectNode listen(JsonNode streams) {
        if (!authorized) {
            return authorization("unauthorized", "listen");
        }
        listening = false;
        for (JsonNode stream : streams) {
            listening |= stream.asText().equals(TRADE_UPDATES);
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("stream", "listening");
        ArrayNode heard = answer.putObject("data").putArray("streams");
        if (listening) {
            heard.add(TRADE_UPDATES);
        }
        return answer;
    }

    private static ObjectNode authorization(String status, String action) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("stream", "authorization");
        answer.putObject("data").put("status", status).put("action", action);
        return answer;
    }

    private static ObjectNode error(String message) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("action", "error");
        answer.putObject("data").put("error_message", message);
        return answer;
    }
}
