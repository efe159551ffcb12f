package io.millrace.broker.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads MessagePack by its specification, apart from what the simulator writes it with. */
final class Unpacked {

    private final ByteBuffer in;

    private Unpacked(ByteBuffer in) {
        this.in = in;
    }

    static @Nullable Object of(ByteBuffer bytes) {
        Unpacked unpacked = new Unpacked(bytes);
        Object value = unpacked.value();
        if (bytes.hasRemaining()) {
            throw new IllegalStateException("left over: " + bytes.remaining());
        }
        return value;
    }

    private @Nullable Object value() {
        int tag = in.get() & 0xff;
        if (tag < 0x80) {
            return (long) tag;
        } else if (tag < 0x90) {
            return map(tag - 0x80);
        } else if (tag < 0xa0) {
            return list(tag - 0x90);
        } else if (tag < 0xc0) {
            return text(tag - 0xa0);
        } else if (tag >= 0xe0) {
            return (long) (byte) tag;
        }
        return switch (tag) {
            case 0xc0 -> null;
            case 0xc2 -> false;
            case 0xc3 -> true;
            case 0xc7 -> timestamp();
            case 0xcb -> in.getDouble();
            case 0xcf, 0xd3 -> in.getLong();
            case 0xd9 -> text(in.get() & 0xff);
            case 0xda -> text(in.getShort() & 0xffff);
            case 0xdb -> text(in.getInt());
            case 0xdc -> list(in.getShort() & 0xffff);
            case 0xdd -> list(in.getInt());
            case 0xde -> map(in.getShort() & 0xffff);
            case 0xdf -> map(in.getInt());
            default -> throw new IllegalStateException("tag " + Integer.toHexString(tag));
        };
    }

    private Instant timestamp() {
        if (in.get() != 12 || in.get() != -1) {
            throw new IllegalStateException("no timestamp");
        }
        int nanos = in.getInt();
        return Instant.ofEpochSecond(in.getLong(), nanos);
    }

    private Map<String, @Nullable Object> map(int size) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            map.put(String.valueOf(value()), value());
        }
        return map;
    }

    private List<@Nullable Object> list(int size) {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(value());
        }
        return list;
    }

    private String text(int length) {
        byte[] utf8 = new byte[length];
        in.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
