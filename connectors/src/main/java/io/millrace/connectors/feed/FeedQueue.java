package io.millrace.connectors.feed;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The bounded way from a session's thread to the task's.
 *
 * <p>Futures are completed outside of the lock: what waits on them runs in the completing thread
 * and may come back here.
 */
final class FeedQueue<T> {

    private final int capacity;
    private final Queue<FeedBatch<T>> batches = new ArrayDeque<>();
    private CompletableFuture<Void> available = new CompletableFuture<>();
    private boolean over;
    private @Nullable Throwable failure;

    FeedQueue(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity: " + capacity + " (expected: at least 1)");
        }
        this.capacity = capacity;
    }

    /** Waits for room. */
    void put(FeedBatch<T> batch) throws InterruptedException {
        CompletableFuture<Void> waiting;
        synchronized (this) {
            while (batches.size() >= capacity) {
                wait();
            }
            batches.add(batch);
            waiting = available;
        }
        waiting.complete(null);
    }

    /** Nothing comes any more; {@code why} is absent when the feed has simply ended. */
    void end(@Nullable Throwable why) {
        CompletableFuture<Void> waiting;
        synchronized (this) {
            over = true;
            failure = why;
            waiting = available;
        }
        waiting.complete(null);
    }

    /** The next batch, or null while there is none. */
    synchronized @Nullable FeedBatch<T> poll() {
        FeedBatch<T> next = batches.poll();
        if (next != null) {
            notifyAll();
        }
        if (batches.isEmpty() && !over && available.isDone()) {
            available = new CompletableFuture<>();
        }
        return next;
    }

    synchronized boolean isEmpty() {
        return batches.isEmpty();
    }

    /** Whether everything was taken and nothing comes any more. */
    synchronized boolean isOver() {
        return over && batches.isEmpty();
    }

    synchronized @Nullable Throwable failure() {
        return failure;
    }

    /** Done as soon as there is something to take or nothing comes any more. */
    synchronized CompletableFuture<Void> available() {
        return available;
    }
}
