package io.millrace.modelserver.tensor;

import io.millrace.modelserver.Refusal;
import java.util.Arrays;

/** The protocol's types of an element. */
public enum Datatype {
    BOOL(1),
    UINT8(1),
    UINT16(2),
    UINT32(4),
    UINT64(8),
    INT8(1),
    INT16(2),
    INT32(4),
    INT64(8),
    FP16(2),
    BF16(2),
    FP32(4),
    FP64(8),
    /** Text or bytes of any length, each element behind four bytes that say its length. */
    BYTES(0);

    private final int width;

    Datatype(int width) {
        this.width = width;
    }

    /** Bytes of one element; 0 where every element has its own length. */
    public int width() {
        return width;
    }

    /** Whether JSON has a form for it. */
    public boolean hasJsonForm() {
        return this != FP16 && this != BF16;
    }

    /**
     * The type of that name.
     *
     * @throws Refusal naming the types there are
     */
    public static Datatype named(String name, String tensor) {
        for (Datatype one : values()) {
            if (one.name().equals(name)) {
                return one;
            }
        }
        throw Refusal.invalid(
                "tensor '"
                        + tensor
                        + "': datatype '"
                        + name
                        + "' (expected: one of "
                        + Arrays.toString(values())
                        + ")");
    }
}
