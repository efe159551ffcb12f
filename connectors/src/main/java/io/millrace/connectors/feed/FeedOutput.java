package io.millrace.connectors.feed;

/** Where a session puts what it hears. */
public interface FeedOutput<T> {

    /**
     * Hands over; waits while the job is behind.
     *
     * @throws InterruptedException when the reader wants no more
     */
    void hand(FeedBatch<T> batch) throws InterruptedException;

    /** Counts something that people should see, by a metric's name. */
    void count(String metric);
}
