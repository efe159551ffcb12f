package io.millrace.connectors.feed;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * Runs a feed's session on a thread of its own and emits what it hands over, one batch for each
 * call, so that a checkpoint never cuts a batch in two.
 */
final class FeedReader<T> implements SourceReader<T, FeedSplit> {

    /**
     * A session that does not let go in this time is left behind; it can hand over nothing more.
     */
    private static final long GOODBYE_MILLIS = 5_000;

    private final String name;
    private final Feed<T> feed;
    private final boolean timeless;
    private final FeedQueue<T> queue;
    private final MetricGroup metrics;
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> assigned = new CompletableFuture<>();
    private @Nullable String position;
    private @Nullable FeedSession session;
    private @Nullable Thread thread;
    private boolean started;
    private boolean refused;

    FeedReader(String name, Feed<T> feed, int capacity, boolean timeless, MetricGroup metrics) {
        this.name = name;
        this.feed = feed;
        this.timeless = timeless;
        this.metrics = metrics;
        queue = new FeedQueue<>(capacity);
    }

    @Override
    public void start() {}

    @Override
    public InputStatus pollNext(ReaderOutput<T> output) throws IOException {
        if (!started) {
            started = true;
            if (timeless) {
                output.emitWatermark(Watermark.MAX_WATERMARK);
            }
        }
        if (session == null) {
            return refused ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
        }
        FeedBatch<T> batch = queue.poll();
        if (batch != null) {
            emit(batch, output);
            return queue.isEmpty() ? InputStatus.NOTHING_AVAILABLE : InputStatus.MORE_AVAILABLE;
        }
        if (!queue.isOver()) {
            return InputStatus.NOTHING_AVAILABLE;
        }
        Throwable failure = queue.failure();
        if (failure != null) {
            throw new IOException("feed " + name + ": " + failure.getMessage(), failure);
        }
        return InputStatus.END_OF_INPUT;
    }

    @Override
    public List<FeedSplit> snapshotState(long checkpoint) {
        return session == null ? List.of() : List.of(new FeedSplit(position));
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        if (!started) {
            return CompletableFuture.completedFuture(null);
        }
        return assigned.isDone() ? queue.available() : assigned;
    }

    @Override
    public void addSplits(List<FeedSplit> splits) {
        for (FeedSplit split : splits) {
            if (session != null) {
                throw new IllegalStateException("a second split of feed " + name);
            }
            position = split.position();
            FeedSession opened = feed.open(position, output());
            session = opened;
            thread = new Thread(() -> run(opened), "feed-" + name);
            thread.setDaemon(true);
            thread.start();
        }
        assigned.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
        refused = session == null;
        assigned.complete(null);
    }

    @Override
    public void close() throws InterruptedException {
        if (session == null || thread == null) {
            return;
        }
        thread.interrupt();
        session.close();
        thread.join(GOODBYE_MILLIS);
    }

    private void run(FeedSession opened) {
        try {
            opened.run();
            queue.end(null);
        } catch (Throwable failure) {
            // an error on this thread must fail the job too: nobody else would ever see it
            queue.end(failure);
        }
    }

    private void emit(FeedBatch<T> batch, ReaderOutput<T> output) {
        for (T value : batch.values()) {
            output.collect(value, batch.atMillis());
        }
        if (batch.watermark() != FeedBatch.NO_WATERMARK && !timeless) {
            output.emitWatermark(new Watermark(batch.watermark()));
        }
        if (batch.position() != null) {
            position = batch.position();
        }
    }

    private FeedOutput<T> output() {
        return new FeedOutput<>() {
            @Override
            public void hand(FeedBatch<T> batch) throws InterruptedException {
                queue.put(batch);
            }

            @Override
            public void count(String metric) {
                counters.computeIfAbsent(metric, metrics::counter).inc();
            }
        };
    }
}
