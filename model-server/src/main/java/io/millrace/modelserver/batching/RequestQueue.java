package io.millrace.modelserver.batching;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Requests that wait for a run, by priority and then in the order of their arrival.
 *
 * <p>What is over before its turn, by its deadline or because the caller left, is never handed out.
 */
final class RequestQueue {

    private static final long FOREVER = Long.MAX_VALUE;

    private final Policy policy;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Deque<Waiting>> levels = new ArrayList<>();
    private int size;
    private boolean closed;

    RequestQueue(Policy policy) {
        this.policy = policy;
        for (int level = 0; level < policy.levels(); level++) {
            levels.add(new ArrayDeque<>());
        }
    }

    /** What became of a request that was offered. */
    enum Offer {
        TAKEN,
        FULL,
        /** This queue ends; there is another one. */
        CLOSED
    }

    Offer offer(Waiting request) {
        lock.lock();
        try {
            if (closed) {
                return Offer.CLOSED;
            }
            if (size >= policy.queueLimit()) {
                dropWhatIsOver();
            }
            if (size >= policy.queueLimit()) {
                return Offer.FULL;
            }
            levels.get(request.level()).add(request);
            size++;
            changed.signal();
            return Offer.TAKEN;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The next requests to run as one, waiting for the first. Requests are never split, and those
     * of another kind keep their place.
     *
     * @return empty when the queue is closed and nothing is left
     */
    List<Waiting> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                dropWhatIsOver();
                Waiting first = first();
                if (first == null && closed) {
                    return List.of();
                }
                long left = first == null ? FOREVER : worthWaitingNanos(first);
                if (first != null && left <= 0) {
                    return removeWith(first);
                }
                long unused = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more; what waits is still handed out. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Waiting first() {
        for (Deque<Waiting> level : levels) {
            if (!level.isEmpty()) {
                return level.element();
            }
        }
        return null;
    }

    /** How long it is worth waiting for more requests of the first one's kind. */
    private long worthWaitingNanos(Waiting first) {
        if (!policy.isBatching() || policy.delayMicros() == 0 || closed) {
            return 0;
        }
        if (rowsLike(first) >= policy.batch()) {
            return 0;
        }
        return first.sinceNanos()
                + TimeUnit.MICROSECONDS.toNanos(policy.delayMicros())
                - System.nanoTime();
    }

    private int rowsLike(Waiting first) {
        int rows = 0;
        for (Deque<Waiting> level : levels) {
            for (Waiting one : level) {
                rows += one.kind().equals(first.kind()) ? one.rows() : 0;
            }
        }
        return rows;
    }

    private List<Waiting> removeWith(Waiting first) {
        List<Waiting> batch = new ArrayList<>();
        int rows = 0;
        for (Deque<Waiting> level : levels) {
            for (Iterator<Waiting> next = level.iterator(); next.hasNext(); ) {
                Waiting one = next.next();
                if (!one.kind().equals(first.kind())) {
                    continue;
                }
                if (!batch.isEmpty() && rows + one.rows() > policy.batch()) {
                    return batch;
                }
                next.remove();
                size--;
                batch.add(one);
                rows += one.rows();
                if (rows >= policy.batch()) {
                    return batch;
                }
            }
        }
        return batch;
    }

    private void dropWhatIsOver() {
        long now = System.nanoTime();
        for (Deque<Waiting> level : levels) {
            if (level.removeIf(one -> one.isOver(now))) {
                size = levels.stream().mapToInt(Deque::size).sum();
            }
        }
    }
}
