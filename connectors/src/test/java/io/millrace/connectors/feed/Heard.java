package io.millrace.connectors.feed;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;

/** Writes down what a reader emits: values as they are, watermarks as {@code w<millis>}. */
final class Heard<T> implements ReaderOutput<T> {

    final List<String> all = new ArrayList<>();

    @Override
    public void collect(T value) {
        throw new AssertionError("a value without its time: " + value);
    }

    @Override
    public void collect(T value, long atMillis) {
        all.add(String.valueOf(value));
    }

    @Override
    public void emitWatermark(Watermark watermark) {
        all.add("w" + watermark.getTimestamp());
    }

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}

    @Override
    public SourceOutput<T> createOutputForSplit(String split) {
        throw new AssertionError("a feed has one output");
    }

    @Override
    public void releaseOutputForSplit(String split) {}
}
