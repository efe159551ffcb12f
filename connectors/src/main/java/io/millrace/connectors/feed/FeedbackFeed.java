package io.millrace.connectors.feed;

import java.io.Serializable;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a later operator of the same job sends back through a {@link FeedbackChannel}.
 *
 * <p>It has no position: what a failed attempt had not yet taken is lost on purpose, see there.
 */
public final class FeedbackFeed<T> implements Feed<T> {

    private static final long serialVersionUID = 1L;

    private final String channel;
    private final EventTime<T> time;

    /** When a value happened, wherever the job runs. */
    public interface EventTime<T> extends ToLongFunction<T>, Serializable {}

    /**
     * A feed of everything that is put into the channel.
     *
     * @param channel name of it
     */
    public FeedbackFeed(String channel, EventTime<T> time) {
        this.channel = channel;
        this.time = time;
    }

    @Override
    public FeedSession open(@Nullable String position, FeedOutput<T> output) {
        FeedbackChannel.Reader<T> reader = Feedback.<T>channel(channel).reader();
        return new FeedSession() {
            @Override
            public void run() throws InterruptedException {
                while (true) {
                    T value = reader.take();
                    output.hand(FeedBatch.of(value, time.applyAsLong(value), null));
                }
            }

            @Override
            public void close() {
                reader.close();
            }
        };
    }
}
