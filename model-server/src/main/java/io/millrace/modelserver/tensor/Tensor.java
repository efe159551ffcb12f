package io.millrace.modelserver.tensor;

import io.millrace.modelserver.Refusal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A tensor in the protocol's binary layout: little-endian, row by row, without gaps.
 *
 * @param data from its position to its limit; who reads it takes a duplicate
 */
public record Tensor(String name, Datatype datatype, Shape shape, ByteBuffer data) {

    /**
     * A tensor whose data has been found to be as long as its shape demands.
     *
     * @throws Refusal naming both lengths
     */
    public static Tensor checked(String name, Datatype datatype, Shape shape, ByteBuffer data) {
        ByteBuffer bytes = data.slice().order(ByteOrder.LITTLE_ENDIAN);
        if (datatype == Datatype.BYTES) {
            ByteElements.check(name, shape, bytes);
        } else {
            long expected = Tensor.bytes(datatype, shape);
            if (bytes.remaining() != expected) {
                throw Refusal.invalid(
                        "unexpected total byte size "
                                + bytes.remaining()
                                + " for input '"
                                + name
                                + "', expecting "
                                + expected
                                + " for "
                                + datatype
                                + " "
                                + shape);
            }
        }
        return new Tensor(name, datatype, shape, bytes);
    }

    /** The data to read from, in its byte order. */
    public ByteBuffer reading() {
        return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Bytes of a tensor whose elements all have the same width. */
    public static long bytes(Datatype datatype, Shape shape) {
        long elements = shape.elements();
        return elements > Long.MAX_VALUE / 8 ? Long.MAX_VALUE : elements * datatype.width();
    }
}
