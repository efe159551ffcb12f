package io.millrace.connectors.alpaca.feed;

import io.millrace.connectors.feed.FeedBatch;
import io.millrace.connectors.feed.FeedOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Takes what sessions hand over, one session after the other, as a reader would. */
final class Taker<T> implements FeedOutput<T> {

    private static final long PATIENCE_MILLIS = 30_000;

    final List<FeedBatch<T>> batches = new CopyOnWriteArrayList<>();
    private final ConcurrentMap<String, AtomicInteger> counts = new ConcurrentHashMap<>();

    @Override
    public void hand(FeedBatch<T> batch) {
        batches.add(batch);
    }

    @Override
    public void count(String metric) {
        counts.computeIfAbsent(metric, fresh -> new AtomicInteger()).incrementAndGet();
    }

    int counted(String metric) {
        AtomicInteger count = counts.get(metric);
        return count == null ? 0 : count.get();
    }

    List<T> values() {
        List<T> values = new ArrayList<>();
        batches.forEach(batch -> values.addAll(batch.values()));
        return values;
    }

    @Nullable String position() {
        String last = null;
        for (FeedBatch<T> batch : batches) {
            last = batch.position() == null ? last : batch.position();
        }
        return last;
    }

    void await(Predicate<List<T>> reached) throws InterruptedException {
        awaitThat(() -> reached.test(values()));
    }

    void awaitThat(BooleanSupplier reached) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                List<T> all = values();
                throw new AssertionError(
                        "waited in vain; the first: " + all.subList(0, Math.min(20, all.size())));
            }
            Thread.sleep(2);
        }
    }
}
