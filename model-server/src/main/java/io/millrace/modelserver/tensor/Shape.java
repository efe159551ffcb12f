package io.millrace.modelserver.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** The lengths of a tensor's dimensions; -1 where a model leaves one open. */
public final class Shape {

    public static final long OPEN = -1;

    private final long[] dimensions;

    private Shape(long[] dimensions) {
        this.dimensions = dimensions;
    }

    public static Shape of(long... dimensions) {
        return new Shape(dimensions.clone());
    }

    public int rank() {
        return dimensions.length;
    }

    public long dimension(int index) {
        return dimensions[index];
    }

    public long[] dimensions() {
        return dimensions.clone();
    }

    /**
     * How many elements a tensor of this shape has; {@link Long#MAX_VALUE} where no tensor can be
     * as large.
     */
    public long elements() {
        return product(0);
    }

    /** How many elements one row has: the product of all dimensions but the first. */
    public long elementsOfARow() {
        return product(1);
    }

    public boolean startsOpen() {
        return dimensions.length > 0 && dimensions[0] == OPEN;
    }

    /** Whether every dimension from the given one on is fixed. */
    public boolean isFixedFrom(int first) {
        return LongStream.of(dimensions).skip(first).noneMatch(one -> one == OPEN);
    }

    /** The same shape with another first dimension. */
    public Shape withRows(long rows) {
        long[] changed = dimensions.clone();
        changed[0] = rows;
        return new Shape(changed);
    }

    /** The same shape with a length in place of each open dimension. */
    public Shape closedWith(long length) {
        return new Shape(
                LongStream.of(dimensions).map(one -> one == OPEN ? length : one).toArray());
    }

    /** Whether a tensor of the actual shape may go where this one is expected. */
    public boolean takes(Shape actual) {
        if (actual.dimensions.length != dimensions.length) {
            return false;
        }
        for (int i = 0; i < dimensions.length; i++) {
            if (dimensions[i] != OPEN && dimensions[i] != actual.dimensions[i]) {
                return false;
            }
        }
        return true;
    }

    private long product(int first) {
        long product = 1;
        for (int i = first; i < dimensions.length; i++) {
            try {
                product = Math.multiplyExact(product, dimensions[i]);
            } catch (ArithmeticException tooLarge) {
                return Long.MAX_VALUE;
            }
        }
        return product;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(dimensions, shape.dimensions);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dimensions);
    }

    /** As the protocol's messages write it: {@code [-1,10]}. */
    @Override
    public String toString() {
        return LongStream.of(dimensions)
                .mapToObj(Long::toString)
                .collect(Collectors.joining(",", "[", "]"));
    }
}
