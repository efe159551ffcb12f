package io.millrace.connectors.files;

import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.jspecify.annotations.Nullable;

/** Hands the tape to the one reader. */
final class TapeEnumerator implements SplitEnumerator<TapeSplit, TapeAssignment> {

    private final SplitEnumeratorContext<TapeSplit> context;
    private @Nullable TapeSplit waiting;

    TapeEnumerator(SplitEnumeratorContext<TapeSplit> context, @Nullable TapeSplit waiting) {
        this.context = context;
        this.waiting = waiting;
    }

    @Override
    public void start() {
        if (context.currentParallelism() != 1) {
            throw new IllegalStateException(
                    "parallelism of the tape: "
                            + context.currentParallelism()
                            + " (expected: 1, because one reader puts all files in order)");
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
    public void addSplitsBack(List<TapeSplit> splits, int subtask) {
        for (TapeSplit split : splits) {
            waiting = split;
        }
    }

    @Override
    public TapeAssignment snapshotState(long checkpoint) {
        return new TapeAssignment(waiting);
    }

    @Override
    public void close() {}
}
