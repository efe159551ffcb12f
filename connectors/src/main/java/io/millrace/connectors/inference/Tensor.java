package io.millrace.connectors.inference;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A named array of numbers as it travels: row-major, little-endian.
 *
 * @param shape its product is the number of elements
 * @param data never changed by whoever holds it
 */
@SuppressWarnings("ArrayRecordComponent") // travels once, is compared nowhere
public record Tensor(String name, DataType type, List<Long> shape, byte[] data) {

    /**
     * Refuses data that do not fill the shape.
     *
     * @throws IllegalArgumentException naming the sizes
     */
    public Tensor {
        shape = List.copyOf(shape);
        long expected = elements(shape) * type.bytes();
        if (data.length != expected) {
            throw new IllegalArgumentException(
                    "tensor "
                            + name
                            + ": "
                            + data.length
                            + " bytes (expected: "
                            + expected
                            + " for "
                            + type
                            + " "
                            + shape
                            + ")");
        }
    }

    public static Tensor floats(String name, List<Long> shape, float[] values) {
        byte[] data = new byte[values.length * Float.BYTES];
        over(data).asFloatBuffer().put(values);
        return new Tensor(name, DataType.FP32, shape, data);
    }

    public static Tensor longs(String name, List<Long> shape, long... values) {
        byte[] data = new byte[values.length * Long.BYTES];
        over(data).asLongBuffer().put(values);
        return new Tensor(name, DataType.INT64, shape, data);
    }

    /** The elements, widened where they are narrower. */
    public double[] doubles() {
        double[] values = new double[data.length / type.bytes()];
        ByteBuffer from = over(data);
        for (int i = 0; i < values.length; i++) {
            values[i] =
                    switch (type) {
                        case FP32 -> from.getFloat();
                        case FP64 -> from.getDouble();
                        case INT32 -> from.getInt();
                        case INT64 -> from.getLong();
                    };
        }
        return values;
    }

    static long elements(List<Long> shape) {
        long elements = 1;
        for (long dimension : shape) {
            elements = Math.multiplyExact(elements, dimension);
        }
        return elements;
    }

    /** The bytes as the protocol orders them. */
    static ByteBuffer over(byte[] data) {
        return ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    }
}
