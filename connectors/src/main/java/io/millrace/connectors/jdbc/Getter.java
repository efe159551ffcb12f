package io.millrace.connectors.jdbc;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Takes a column's value out of a row; NULL where there is none. Travels with the job.
 *
 * @param <T> row
 * @param <V> value
 */
@FunctionalInterface
public interface Getter<T, V> extends Serializable {
    @Nullable V of(T row);

    /** Takes a double without boxing it. */
    @FunctionalInterface
    interface OfDouble<T> extends Serializable {
        double of(T row);
    }

    /** Takes a long without boxing it. */
    @FunctionalInterface
    interface OfLong<T> extends Serializable {
        long of(T row);
    }
}
