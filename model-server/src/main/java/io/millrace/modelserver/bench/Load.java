package io.millrace.modelserver.bench;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Puts load on a contender, as much as it takes or at a fixed pace. */
final class Load {

    private Load() {}

    /** Rows answered per second while as many requests are under way as the contender likes. */
    static double saturated(Contender contender, long millis) throws InterruptedException {
        long began = System.nanoTime();
        long until = began + TimeUnit.MILLISECONDS.toNanos(millis);
        AtomicInteger answered = new AtomicInteger();
        AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
        CountDownLatch ends = new CountDownLatch(contender.atOnce());
        for (int i = 0; i < contender.atOnce(); i++) {
            next(contender, until, answered, failed, ends);
        }
        ends.await();
        fail(contender, failed.get());
        return answered.get() * (double) contender.rows() * 1e9 / (System.nanoTime() - began);
    }

    private static void next(
            Contender contender,
            long until,
            AtomicInteger answered,
            AtomicReference<@Nullable Throwable> failed,
            CountDownLatch ends) {
        CompletableFuture<?> unused =
                contender
                        .ask()
                        .whenComplete(
                                (answer, failure) -> {
                                    if (failure != null) {
                                        failed.set(failure);
                                        ends.countDown();
                                        return;
                                    }
                                    // late ones, too: the time is taken after the last of them
                                    answered.incrementAndGet();
                                    if (System.nanoTime() >= until) {
                                        ends.countDown();
                                    } else {
                                        next(contender, until, answered, failed, ends);
                                    }
                                });
    }

    /**
     * Times of requests that are sent on a schedule, whatever became of those before; each counts
     * from the instant at which it should have been sent.
     */
    static Times paced(Contender contender, double perSecond, int requests)
            throws InterruptedException {
        long[] nanos = new long[requests];
        AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
        CountDownLatch ends = new CountDownLatch(requests);
        long began = System.nanoTime();
        for (int i = 0; i < requests; i++) {
            int place = i;
            long due = began + (long) (i * 1e9 / perSecond);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            CompletableFuture<?> unused =
                    contender
                            .ask()
                            .whenComplete(
                                    (answer, failure) -> {
                                        nanos[place] = System.nanoTime() - due;
                                        if (failure != null) {
                                            failed.set(failure);
                                        }
                                        ends.countDown();
                                    });
        }
        ends.await();
        fail(contender, failed.get());
        Arrays.sort(nanos);
        return new Times(
                perSecond,
                at(nanos, 0.5),
                at(nanos, 0.9),
                at(nanos, 0.99),
                nanos[requests - 1] / 1e6);
    }

    /** Milliseconds at a pace. */
    record Times(double perSecond, double p50, double p90, double p99, double most) {}

    private static double at(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1L, (long) (share * sorted.length))] / 1e6;
    }

    private static void fail(Contender contender, @Nullable Throwable failure) {
        if (failure != null) {
            throw new IllegalStateException(contender.name() + " failed", failure);
        }
    }
}
