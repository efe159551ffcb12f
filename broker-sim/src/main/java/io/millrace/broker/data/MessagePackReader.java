package io.millrace.broker.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads the MessagePack of clients, who send maps of texts and lists of texts. */
final class MessagePackReader {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 8;

    private final DataInputStream in;

    private MessagePackReader(byte[] bytes) {
        in = new DataInputStream(new ByteArrayInputStream(bytes));
    }

    /** The message; throws {@link IOException} where it is none or holds what no client sends. */
    static JsonNode read(byte[] bytes) throws IOException {
        return new MessagePackReader(bytes).value(0);
    }

    private JsonNode value(int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("nested too deep");
        }
        int tag = in.readUnsignedByte();
        if (tag <= 0x7f) {
            return NODES.numberNode(tag);
        }
        if (tag >= 0xe0) {
            return NODES.numberNode((byte) tag);
        }
        if (tag <= 0x8f) {
            return map(tag & 0x0f, depth);
        }
        if (tag <= 0x9f) {
            return list(tag & 0x0f, depth);
        }
        if (tag <= 0xbf) {
            return text(tag & 0x1f);
        }
        return switch (tag) {
            case 0xc0 -> NODES.nullNode();
            case 0xc2, 0xc3 -> NODES.booleanNode(tag == 0xc3);
            case 0xca -> NODES.numberNode(in.readFloat());
            case 0xcb -> NODES.numberNode(in.readDouble());
            case 0xcc -> NODES.numberNode(in.readUnsignedByte());
            case 0xcd -> NODES.numberNode(in.readUnsignedShort());
            case 0xce -> NODES.numberNode(Integer.toUnsignedLong(in.readInt()));
            case 0xcf, 0xd3 -> NODES.numberNode(in.readLong());
            case 0xd0 -> NODES.numberNode(in.readByte());
            case 0xd1 -> NODES.numberNode(in.readShort());
            case 0xd2 -> NODES.numberNode(in.readInt());
            case 0xd9 -> text(in.readUnsignedByte());
            case 0xda -> text(in.readUnsignedShort());
            case 0xdb -> text(in.readInt());
            case 0xdc -> list(in.readUnsignedShort(), depth);
            case 0xdd -> list(in.readInt(), depth);
            case 0xde -> map(in.readUnsignedShort(), depth);
            case 0xdf -> map(in.readInt(), depth);
            default -> throw new IOException("unexpected type " + Integer.toHexString(tag));
        };
    }

    private ObjectNode map(int size, int depth) throws IOException {
        requireSize(size);
        ObjectNode map = NODES.objectNode();
        for (int i = 0; i < size; i++) {
            String key = value(depth + 1).asText();
            map.set(key, value(depth + 1));
        }
        return map;
    }

    private ArrayNode list(int size, int depth) throws IOException {
        requireSize(size);
        ArrayNode list = NODES.arrayNode();
        for (int i = 0; i < size; i++) {
            list.add(value(depth + 1));
        }
        return list;
    }

    private JsonNode text(int length) throws IOException {
        requireSize(length);
        return NODES.textNode(new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    /** Every element takes a byte at least, so that a size beyond the message is a lie. */
    private void requireSize(int size) throws IOException {
        if (size < 0 || size > in.available()) {
            throw new IOException("a size beyond the message");
        }
    }
}
