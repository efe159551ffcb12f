package io.millrace.connectors.files;

import io.millrace.domain.market.MarketEvent;
import java.io.IOException;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.Counter;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tape on the task's own thread, one event for each call, and tells the watermark itself.
 *
 * <p>A reader with fetcher threads would interleave files by timing; this one has no thread, so
 * events and watermarks are a function of the files.
 */
final class TapeReader implements SourceReader<MarketEvent, TapeSplit> {

    private final Tape tape;
    private final TapeOptions options;
    private final TapeListener listener;
    private final NavigableMap<Long, List<FilePosition>> unconfirmed = new TreeMap<>();
    private final Counter read;
    private final Counter rejected;
    private CompletableFuture<Void> available = new CompletableFuture<>();
    private @Nullable TapeMerge merge;
    private TapePace pace;
    private boolean toldWatermark = true;
    private boolean allAssigned;
    private boolean exhausted;

    TapeReader(Tape tape, TapeOptions options, TapeListener listener, SourceReaderContext context) {
        this.tape = tape;
        this.options = options;
        this.listener = listener;
        read = context.metricGroup().counter("tapeRowsRead");
        rejected = context.metricGroup().counter("tapeRowsRejected");
        context.metricGroup().gauge("tapeRowsEstimated", tape::rows);
        pace = pace(TapeClock.START);
    }

    @Override
    public void start() {}

    @Override
    public InputStatus pollNext(ReaderOutput<MarketEvent> output) throws IOException {
        if (merge == null || exhausted) {
            return allAssigned ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
        }
        if (!toldWatermark) {
            output.emitWatermark(new Watermark(pace.watermark()));
            toldWatermark = true;
        }
        if (!merge.next()) {
            exhausted = true;
            return untilAllAssigned();
        }
        emit(merge.event(), merge.eventMillis(), output);
        return InputStatus.MORE_AVAILABLE;
    }

    /**
     * A reader that was restored at the very end may get there before the word that no split
     * follows; a task that ends without that word fails the job.
     */
    private InputStatus untilAllAssigned() {
        if (allAssigned) {
            return InputStatus.END_OF_INPUT;
        }
        available = new CompletableFuture<>();
        return InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public List<TapeSplit> snapshotState(long checkpoint) {
        if (merge == null) {
            return List.of();
        }
        List<FilePosition> positions = merge.positions();
        unconfirmed.put(checkpoint, positions);
        return List.of(new TapeSplit(positions, pace.clock()));
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) {
        NavigableMap<Long, List<FilePosition>> safe = unconfirmed.headMap(checkpoint, true);
        if (!safe.isEmpty()) {
            listener.safe(safe.lastEntry().getValue());
            safe.clear();
        }
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return available;
    }

    @Override
    public void addSplits(List<TapeSplit> splits) {
        for (TapeSplit split : splits) {
            if (merge != null) {
                throw new IllegalStateException("a second tape (expected: one)");
            }
            merge = new TapeMerge(tape, split.files());
            pace = pace(split.clock());
            toldWatermark = split.clock().watermark() == Long.MIN_VALUE;
        }
        available.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
        allAssigned = true;
        available.complete(null);
    }

    @Override
    public void close() throws IOException {
        if (merge != null) {
            merge.close();
        }
    }

    private void emit(MarketEvent event, long eventMillis, ReaderOutput<MarketEvent> output) {
        if (pace.moveTo(eventMillis, event)) {
            output.emitWatermark(new Watermark(pace.watermark()));
        }
        output.collect(event, eventMillis);
        read.inc();
        if (event.rejected() != null) {
            rejected.inc();
        }
    }

    private TapePace pace(TapeClock clock) {
        boolean trades = tape.holdsTrades();
        return new TapePace(
                clock,
                trades ? options.maxLatenessMillis() : 0,
                trades ? options.watermarkEveryTrades() : options.watermarkEveryBars());
    }
}
