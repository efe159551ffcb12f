package io.millrace.connectors.files;

import io.millrace.connectors.feed.SoleReaderEnumerator;
import io.millrace.domain.market.MarketEvent;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A tape as a bounded source: market events in the order of event time, with their watermarks.
 *
 * <p>Used at parallelism 1 and with {@code WatermarkStrategy.noWatermarks()}: the watermarks come
 * from the rows, not from a timer, so that nothing is late in one run and on time in another.
 */
public final class TapeSource implements Source<MarketEvent, TapeSplit, TapeAssignment> {

    private static final long serialVersionUID = 1L;

    private final Tape tape;
    private final TapeOptions options;
    private final TapeListener listener;

    public TapeSource(Tape tape, TapeOptions options) {
        this(tape, options, TapeListener.NOBODY);
    }

    /** A source whose progress somebody follows. */
    public TapeSource(Tape tape, TapeOptions options, TapeListener listener) {
        this.tape = tape;
        this.options = options;
        this.listener = listener;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<MarketEvent, TapeSplit> createReader(SourceReaderContext context) {
        return new TapeReader(tape, options, listener, context);
    }

    @Override
    public SplitEnumerator<TapeSplit, TapeAssignment> createEnumerator(
            SplitEnumeratorContext<TapeSplit> context) {
        return enumerator(context, TapeSplit.unread());
    }

    @Override
    public SplitEnumerator<TapeSplit, TapeAssignment> restoreEnumerator(
            SplitEnumeratorContext<TapeSplit> context, TapeAssignment assignment) {
        return enumerator(context, assignment.waiting());
    }

    @Override
    public SimpleVersionedSerializer<TapeSplit> getSplitSerializer() {
        return new TapeSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<TapeAssignment> getEnumeratorCheckpointSerializer() {
        return new TapeAssignmentSerializer();
    }

    private static SplitEnumerator<TapeSplit, TapeAssignment> enumerator(
            SplitEnumeratorContext<TapeSplit> context, @Nullable TapeSplit waiting) {
        return new SoleReaderEnumerator<>(
                context,
                "the tape, because one reader puts all files in order",
                waiting,
                TapeAssignment::new);
    }
}
