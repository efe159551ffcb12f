package io.millrace.connectors.feed;

import java.util.List;
import java.util.function.Function;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.jspecify.annotations.Nullable;

/**
 * Hands the one split of a source to its one reader.
 *
 * @param <S> the split
 * @param <A> what a checkpoint remembers
 */
public final class SoleReaderEnumerator<S extends SourceSplit, A> implements SplitEnumerator<S, A> {

    private final SplitEnumeratorContext<S> context;
    private final String source;
    private final Function<@Nullable S, A> memory;
    private @Nullable S waiting;

    /**
     * An enumerator of a source.
     *
     * @param source what it is and why it has one reader, such as {@code the tape: one reader puts
     *     all files in order}
     * @param waiting the split while no reader has it
     * @param memory what a checkpoint keeps of the waiting split
     */
    public SoleReaderEnumerator(
            SplitEnumeratorContext<S> context,
            String source,
            @Nullable S waiting,
            Function<@Nullable S, A> memory) {
        this.context = context;
        this.source = source;
        this.waiting = waiting;
        this.memory = memory;
    }

    @Override
    public void start() {
        if (context.currentParallelism() != 1) {
            throw new IllegalStateException(
                    "parallelism: "
                            + context.currentParallelism()
                            + " (expected: 1 for "
                            + source
                            + ")");
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
    public void addSplitsBack(List<S> splits, int subtask) {
        for (S split : splits) {
            waiting = split;
        }
    }

    @Override
    public A snapshotState(long checkpoint) {
        return memory.apply(waiting);
    }

    @Override
    public void close() {}
}
