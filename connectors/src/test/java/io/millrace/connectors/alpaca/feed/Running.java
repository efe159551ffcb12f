package io.millrace.connectors.alpaca.feed;

import io.millrace.connectors.feed.FeedSession;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A session on its thread, as a reader runs it. */
final class Running implements AutoCloseable {

    private final FeedSession session;
    private final Thread thread;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Running(FeedSession session) {
        this.session = session;
        thread = new Thread(this::run, "session-under-test");
        thread.setDaemon(true);
        thread.start();
    }

    void awaitEnd() throws InterruptedException {
        thread.join(30_000);
        if (thread.isAlive()) {
            throw new AssertionError("the feed did not end");
        }
        Throwable thrown = failure.get();
        if (thrown != null) {
            throw new AssertionError(thrown);
        }
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        session.close();
        thread.join(10_000);
        if (thread.isAlive()) {
            throw new AssertionError("the session did not let go");
        }
    }

    private void run() {
        try {
            session.run();
        } catch (InterruptedException wanted) {
            // the reader wants no more
        } catch (Throwable thrown) {
            failure.set(thrown);
        }
    }
}
