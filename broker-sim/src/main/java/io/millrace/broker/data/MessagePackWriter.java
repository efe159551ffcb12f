package io.millrace.broker.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;

/**
 * Writes JSON trees as MessagePack. The field {@code t}, which holds a time in every message of the
 * feed, becomes a timestamp, as clients expect it.
 */
final class MessagePackWriter {

    private static final String TIME_FIELD = "t";
    private static final int SHORT_TEXT = 32;
    private static final int SHORT_LIST = 16;
    private static final int BYTE = 0xff;
    private static final int SHORT = 0xffff;
    private static final int LOWEST_FIXED = -32;
    private static final int HIGHEST_FIXED = 127;
    private static final int TIMESTAMP_96_BYTES = 12;
    private static final int TIMESTAMP_TYPE = -1;

    private final DataOutputStream out;

    private MessagePackWriter(DataOutputStream out) {
        this.out = out;
    }

    static byte[] write(JsonNode node) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            new MessagePackWriter(new DataOutputStream(bytes)).value(node);
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return bytes.toByteArray();
    }

    private void value(JsonNode node) throws IOException {
        switch (node.getNodeType()) {
            case OBJECT -> object(node);
            case ARRAY -> {
                length(node.size(), SHORT_LIST, 0x90, 0xdc, 0xdd);
                for (JsonNode item : node) {
                    value(item);
                }
            }
            case STRING -> text(node.asText());
            case NUMBER -> number(node);
            case BOOLEAN -> out.writeByte(node.asBoolean() ? 0xc3 : 0xc2);
            case NULL, MISSING -> out.writeByte(0xc0);
            case BINARY, POJO ->
                    throw new IllegalArgumentException(
                            "node: " + node.getNodeType() + " (expected: what JSON knows)");
        }
    }

    private void object(JsonNode node) throws IOException {
        length(node.size(), SHORT_LIST, 0x80, 0xde, 0xdf);
        Iterator<Map.Entry<String, JsonNode>> fields = node.fields();
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            text(field.getKey());
            if (field.getKey().equals(TIME_FIELD)) {
                timestamp(Instant.parse(field.getValue().asText()));
            } else {
                value(field.getValue());
            }
        }
    }

    private void text(String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length >= SHORT_TEXT && utf8.length <= BYTE) {
            out.writeByte(0xd9);
            out.writeByte(utf8.length);
        } else {
            length(utf8.length, SHORT_TEXT, 0xa0, 0xda, 0xdb);
        }
        out.write(utf8);
    }

    private void number(JsonNode node) throws IOException {
        if (!node.isIntegralNumber()) {
            out.writeByte(0xcb);
            out.writeDouble(node.asDouble());
            return;
        }
        long value = node.asLong();
        if (value >= LOWEST_FIXED && value <= HIGHEST_FIXED) {
            out.writeByte((int) value);
        } else if (value >= 0) {
            out.writeByte(0xcf);
            out.writeLong(value);
        } else {
            out.writeByte(0xd3);
            out.writeLong(value);
        }
    }

    private void timestamp(Instant instant) throws IOException {
        out.writeByte(0xc7);
        out.writeByte(TIMESTAMP_96_BYTES);
        out.writeByte(TIMESTAMP_TYPE);
        out.writeInt(instant.getNano());
        out.writeLong(instant.getEpochSecond());
    }

    private void length(int length, int fixedBelow, int fixed, int twoBytes, int fourBytes)
            throws IOException {
        if (length < fixedBelow) {
            out.writeByte(fixed | length);
        } else if (length <= SHORT) {
            out.writeByte(twoBytes);
            out.writeShort(length);
        } else {
            out.writeByte(fourBytes);
            out.writeInt(length);
        }
    }
}
