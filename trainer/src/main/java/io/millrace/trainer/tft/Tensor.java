package io.millrace.trainer.tft;

import java.util.Arrays;

/** Numbers in a shape; whoever gets them leaves them as they are. */
public final class Tensor {

    private final long[] shape;
    private final float[] values;

    /**
     * A tensor over these very arrays.
     *
     * @param values the last axis changing fastest
     */
    public Tensor(long[] shape, float... values) {
        if (size(shape) != values.length) {
            throw new IllegalArgumentException(
                    values.length + " values (expected: " + Arrays.toString(shape) + ")");
        }
        this.shape = shape;
        this.values = values;
    }

    public long[] shape() {
        return shape;
    }

    public float[] values() {
        return values;
    }

    static int size(long... shape) {
        return Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor that
                && Arrays.equals(shape, that.shape)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Tensor" + Arrays.toString(shape);
    }
}
