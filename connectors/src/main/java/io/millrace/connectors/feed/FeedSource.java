package io.millrace.connectors.feed;

import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A feed as a source: what was emitted before a checkpoint is not asked for again after it, and
 * everything else is.
 *
 * <p>Used at parallelism 1 and with {@code WatermarkStrategy.noWatermarks()}: the watermarks come
 * from the feed. It is unbounded in Flink's eyes, though a feed may end, and then the source does.
 */
public final class FeedSource<T> implements Source<T, FeedSplit, FeedAssignment> {

    private static final long serialVersionUID = 1L;

    private static final int CAPACITY = 256;

    private final String name;
    private final Feed<T> feed;
    private final int capacity;
    private final boolean timeless;

    private FeedSource(String name, Feed<T> feed, int capacity, boolean timeless) {
        this.name = name;
        this.feed = feed;
        this.capacity = capacity;
        this.timeless = timeless;
    }

    /**
     * A feed that moves event time.
     *
     * @param name of its thread and in its complaints
     */
    public static <T> FeedSource<T> of(String name, Feed<T> feed) {
        return new FeedSource<>(name, feed, CAPACITY, false);
    }

    /** The same feed, whose values wait for no event time and let no other feed wait for it. */
    public FeedSource<T> withoutTime() {
        return new FeedSource<>(name, feed, capacity, true);
    }

    /** The same feed with so many batches at most between its connection and the job. */
    public FeedSource<T> withCapacity(int batches) {
        return new FeedSource<>(name, feed, batches, timeless);
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<T, FeedSplit> createReader(SourceReaderContext context) {
        return new FeedReader<>(name, feed, capacity, timeless, context.metricGroup());
    }

    @Override
    public SplitEnumerator<FeedSplit, FeedAssignment> createEnumerator(
            SplitEnumeratorContext<FeedSplit> context) {
        return enumerator(context, new FeedSplit(null));
    }

    @Override
    public SplitEnumerator<FeedSplit, FeedAssignment> restoreEnumerator(
            SplitEnumeratorContext<FeedSplit> context, FeedAssignment assignment) {
        return enumerator(context, assignment.waiting());
    }

    @Override
    public SimpleVersionedSerializer<FeedSplit> getSplitSerializer() {
        return new FeedSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<FeedAssignment> getEnumeratorCheckpointSerializer() {
        return new FeedAssignmentSerializer();
    }

    private SplitEnumerator<FeedSplit, FeedAssignment> enumerator(
            SplitEnumeratorContext<FeedSplit> context, @Nullable FeedSplit waiting) {
        return new SoleReaderEnumerator<>(
                context,
                "feed " + name + ", because a feed is one connection",
                waiting,
                FeedAssignment::new);
    }
}
