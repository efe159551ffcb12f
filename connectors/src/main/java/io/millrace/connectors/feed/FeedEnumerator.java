package io.millrace.connectors.feed;

import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.jspecify.annotations.Nullable;

/** Hands the feed to the one reader. */
final class FeedEnumerator implements SplitEnumerator<FeedSplit, FeedAssignment> {

    private final String name;
    private final SplitEnumeratorContext<FeedSplit> context;
    private @Nullable FeedSplit waiting;

    FeedEnumerator(
            String name, SplitEnumeratorContext<FeedSplit> context, @Nullable FeedSplit waiting) {
        this.name = name;
        this.context = context;
        this.waiting = waiting;
    }

    @Override
    public void start() {
        if (context.currentParallelism() != 1) {
            throw new IllegalStateException(
                    "parallelism of feed "
                            + name
                            + ": "
                            + context.currentParallelism()
                            + " (expected: 1, because a feed is one connection)");
        }
    }

    @Override
    public void handleSplitRequest(int subtask, @Nullable String host) {
        addReader(subtask);
    }

    @Override
    public void addReader(int subtask) {
        if (waiting != null) {
            context.assignSplit(waiting, subtask);
            waiting = null;
        }
        context.signalNoMoreSplits(subtask);
    }

    @Override
    public void addSplitsBack(List<FeedSplit> splits, int subtask) {
        for (FeedSplit split : splits) {
            waiting = split;
        }
    }

    @Override
    public FeedAssignment snapshotState(long checkpoint) {
        return new FeedAssignment(waiting);
    }

    @Override
    public void close() {}
}
