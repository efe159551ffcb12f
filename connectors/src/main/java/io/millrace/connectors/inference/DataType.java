package io.millrace.connectors.inference;

import java.util.Arrays;
import java.util.Optional;

/** The element types of tensors that Millrace sends and reads. */
public enum DataType {
    FP32(Float.BYTES),
    FP64(Double.BYTES),
    INT32(Integer.BYTES),
    INT64(Long.BYTES);

    private final int bytes;

    DataType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one element. */
    public int bytes() {
        return bytes;
    }

    static Optional<DataType> named(String name) {
        return Arrays.stream(values()).filter(one -> one.name().equals(name)).findFirst();
    }
}
