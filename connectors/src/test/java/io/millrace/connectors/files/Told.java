package io.millrace.connectors.files;

import io.millrace.domain.market.MarketEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.jspecify.annotations.Nullable;

/**
 * Something that a reader told: an event at its time, or a watermark, where there is no event.
 *
 * @param millis event time or watermark
 */
record Told(long millis, @Nullable MarketEvent event) {

    boolean isWatermark() {
        return event == null;
    }

    MarketEvent told() {
        return Objects.requireNonNull(event);
    }

    /** Writes down everything in the order in which it was told. */
    static final class Recorder implements ReaderOutput<MarketEvent> {

        final List<Told> told = new ArrayList<>();

        @Override
        public void collect(MarketEvent event) {
            throw new AssertionError("an event without its time: " + event);
        }

        @Override
        public void collect(MarketEvent event, long timestamp) {
            told.add(new Told(timestamp, event));
        }

        @Override
        public void emitWatermark(Watermark watermark) {
            told.add(new Told(watermark.getTimestamp(), null));
        }

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}

        @Override
        public SourceOutput<MarketEvent> createOutputForSplit(String split) {
            throw new AssertionError("a tape has one output");
        }

        @Override
        public void releaseOutputForSplit(String split) {}
    }
}
