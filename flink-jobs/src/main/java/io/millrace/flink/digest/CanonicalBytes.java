package io.millrace.flink.digest;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A record as bytes that mean the same everywhere: fixed-width big-endian numbers, doubles by their
 * bits, texts and decimals with their length, absence as a byte of its own.
 */
public final class CanonicalBytes {

    private byte[] bytes = new byte[512];
    private int length;

    public CanonicalBytes whole(long value) {
        room(Long.BYTES);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
        return this;
    }

    public CanonicalBytes number(double value) {
        return whole(Double.doubleToLongBits(value));
    }

    public CanonicalBytes number(@Nullable Double value) {
        return value == null ? flag(false) : flag(true).number(value.doubleValue());
    }

    public CanonicalBytes flag(boolean value) {
        room(1);
        bytes[length++] = (byte) (value ? 1 : 0);
        return this;
    }

    public CanonicalBytes text(String value) {
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        whole(encoded.length);
        return raw(encoded);
    }

    public CanonicalBytes name(Enum<?> value) {
        return text(value.name());
    }

    /** A decimal by its value: 1.50 and 1.5 give the same bytes. */
    public CanonicalBytes decimal(@Nullable BigDecimal value) {
        return value == null
                ? flag(false)
                : flag(true).text(value.stripTrailingZeros().toPlainString());
    }

    CanonicalBytes raw(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    void clear() {
        length = 0;
    }

    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
