package io.millrace.connectors.feed;

/**
 * One session of a feed: it has a thread of its own and outlives every connection that it makes.
 */
public interface FeedSession extends AutoCloseable {

    /**
     * Hands over what there is until the feed is over. A cut connection is the session's own
     * business; what it throws fails the job.
     *
     * @throws InterruptedException when the reader wants no more
     */
    void run() throws Exception;

    /** Lets go of connections; called once, from another thread, after an interrupt. */
    @Override
    void close();
}
