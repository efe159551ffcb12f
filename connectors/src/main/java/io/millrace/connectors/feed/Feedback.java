package io.millrace.connectors.feed;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The channels of this JVM that lead from the end of a job back to its beginning, by name. */
public final class Feedback {

    private static final ConcurrentMap<String, FeedbackChannel<?>> CHANNELS =
            new ConcurrentHashMap<>();

    private Feedback() {}

    /**
     * The channel of a name; whoever asks first makes it.
     *
     * @param <T> what all who use the name have agreed upon
     */
    @SuppressWarnings("unchecked") // the name stands for the type, see above
    public static <T> FeedbackChannel<T> channel(String name) {
        return (FeedbackChannel<T>)
                CHANNELS.computeIfAbsent(name, fresh -> new FeedbackChannel<T>());
    }
}
