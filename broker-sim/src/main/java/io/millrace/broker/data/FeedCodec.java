package io.millrace.broker.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.websocket.WebSocketFrame;
import java.io.IOException;

/** How a client wants to be talked to. */
enum FeedCodec {
    JSON {
        @Override
        WebSocketFrame frame(JsonNode message) {
            return WebSocketFrame.ofText(message.toString());
        }

        @Override
        JsonNode parse(byte[] message) throws IOException {
            return MAPPER.readTree(message);
        }
    },
    MESSAGE_PACK {
        @Override
        WebSocketFrame frame(JsonNode message) {
            return WebSocketFrame.ofBinary(MessagePackWriter.write(message));
        }

        @Override
        JsonNode parse(byte[] message) throws IOException {
            return MessagePackReader.read(message);
        }
    };

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What the handshake asks for. */
    static FeedCodec of(HttpHeaders handshake) {
        String type = handshake.get(HttpHeaderNames.CONTENT_TYPE, "");
        return type.startsWith("application/msgpack") ? MESSAGE_PACK : JSON;
    }

    abstract WebSocketFrame frame(JsonNode message);

    abstract JsonNode parse(byte[] message) throws IOException;

    /** A client's message; something without fields where it cannot be read. */
    JsonNode read(byte[] message) {
        try {
            return parse(message);
        } catch (IOException unreadable) {
            return MissingNode.getInstance();
        }
    }
}
