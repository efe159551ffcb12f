package io.millrace.connectors.feed;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Something outside that tells values as they happen, and can be asked again for what came after a
 * position.
 */
public interface Feed<T> extends Serializable {

    /**
     * Prepares a session without connecting yet.
     *
     * @param position the last position that was handed over and is safe, or absent at the very
     *     first start
     */
    FeedSession open(@Nullable String position, FeedOutput<T> output);
}
