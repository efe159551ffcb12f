package io.millrace.connectors.feed;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values that become visible together: no checkpoint lies between them, their watermark and the
 * position behind them.
 *
 * @param atMillis event time of all of them
 * @param watermark emitted after them; {@link #NO_WATERMARK} for none
 * @param position from where to go on once they are emitted; absent when they change nothing
 */
public record FeedBatch<T>(
        List<T> values, long atMillis, long watermark, @Nullable String position) {

    public static final long NO_WATERMARK = Long.MIN_VALUE;

    public FeedBatch {
        values = List.copyOf(values);
    }

    /** One value that leaves time and, without a position, the place in the feed where they are. */
    public static <T> FeedBatch<T> of(T value, long atMillis, @Nullable String position) {
        return new FeedBatch<>(List.of(value), atMillis, NO_WATERMARK, position);
    }
}
