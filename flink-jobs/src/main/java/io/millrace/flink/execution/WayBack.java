package io.millrace.flink.execution;

import java.io.Serializable;

/**
 * How an operator reaches one that stands before it, inside one JVM and without a promise: what is
 * lost on the way has to be safe to lose.
 *
 * @param <T> what is sent back
 */
public interface WayBack<T> extends Serializable {

    /** Opens the sending end, wherever the operator runs; it may be used by several threads. */
    End<T> open();

    /** The sending end of one attempt of an operator. */
    interface End<T> extends AutoCloseable {

        void send(T value);

        @Override
        void close();
    }
}
