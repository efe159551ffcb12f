package io.millrace.connectors.feed;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A way back within one JVM, volatile by design.
 *
 * <p>What is in it when a job fails is lost, and that is safe: a restored account asks the broker
 * again for everything whose answer it has not taken. The opposite would not be: an answer of the
 * attempt before, taken late, could speak of a request that has gone out again since. So one writer
 * and one reader belong to one attempt of the job, and whatever an earlier attempt still says goes
 * nowhere. Which of the two opens first does not matter; an attempt is over as soon as either end
 * is closed or opened anew.
 *
 * <p>It is unbounded: it never holds more than the requests that one account has in flight, and a
 * bound would let a job wait for itself.
 */
public final class FeedbackChannel<T> {

    private final Queue<T> waiting = new ArrayDeque<>();
    private long attempt;
    private boolean hasWriter;
    private boolean hasReader;

    /** Opens the writing end; an earlier writer falls silent. */
    public synchronized Writer<T> writer() {
        if (hasWriter) {
            begin();
        }
        hasWriter = true;
        return new Writer<>(this, attempt);
    }

    /** Opens the reading end; an earlier reader hears nothing more. */
    public synchronized Reader<T> reader() {
        if (hasReader) {
            begin();
        }
        hasReader = true;
        return new Reader<>(this, attempt);
    }

    private void begin() {
        attempt++;
        hasWriter = false;
        hasReader = false;
        waiting.clear();
        notifyAll();
    }

    private synchronized void end(long which) {
        if (which == attempt) {
            begin();
        }
    }

    private synchronized void put(T value, long from) {
        if (from == attempt) {
            waiting.add(value);
            notifyAll();
        }
    }

    private synchronized T take(long from) throws InterruptedException {
        while (from != attempt || waiting.isEmpty()) {
            wait();
        }
        return waiting.remove();
    }

    private synchronized boolean drain(long from) {
        boolean any = from == attempt && !waiting.isEmpty();
        if (any) {
            waiting.clear();
        }
        return any;
    }

    /** The writing end of one attempt. */
    public static final class Writer<T> implements AutoCloseable {

        private final FeedbackChannel<T> channel;
        private final long attempt;

        private Writer(FeedbackChannel<T> channel, long attempt) {
            this.channel = channel;
            this.attempt = attempt;
        }

        /** Sends back; goes nowhere once another attempt has begun. */
        public void put(T value) {
            channel.put(value, attempt);
        }

        @Override
        public void close() {
            channel.end(attempt);
        }
    }

    /** The reading end of one attempt. */
    public static final class Reader<T> implements AutoCloseable {

        private final FeedbackChannel<T> channel;
        private final long attempt;

        private Reader(FeedbackChannel<T> channel, long attempt) {
            this.channel = channel;
            this.attempt = attempt;
        }

        /** Waits for the next one; once another attempt has begun, until interrupted. */
        public T take() throws InterruptedException {
            return channel.take(attempt);
        }

        /** Takes everything that is there; whether that was anything. */
        public boolean drain() {
            return channel.drain(attempt);
        }

        @Override
        public void close() {
            channel.end(attempt);
        }
    }
}
