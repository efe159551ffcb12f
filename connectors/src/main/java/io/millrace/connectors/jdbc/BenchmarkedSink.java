package io.millrace.connectors.jdbc;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * A sink with a stopwatch that runs from the first element to the end of the last flush, so that a
 * cluster's start is not counted. For one job at a time in this JVM; of several writers the first
 * one starts the watch and the last one stops it.
 *
 * @param <T> element
 */
final class BenchmarkedSink<T> implements Sink<T> {

    private static final long serialVersionUID = 1L;
    private static final AtomicLong STARTED = new AtomicLong();
    private static final AtomicLong ELAPSED = new AtomicLong();

    private final Sink<T> timed;

    BenchmarkedSink(Sink<T> timed) {
        this.timed = timed;
    }

    /** Sets the watch back, before a job. */
    static void reset() {
        STARTED.set(0);
        ELAPSED.set(0);
    }

    /** Nanoseconds that the last job's writers took. */
    static long elapsedNanos() {
        return ELAPSED.get();
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
        return new TimedWriter<>(timed.createWriter(context));
    }

    private record TimedWriter<T>(SinkWriter<T> timed) implements SinkWriter<T> {

        @Override
        public void write(T element, Context context) throws IOException, InterruptedException {
            if (STARTED.get() == 0) {
                STARTED.compareAndSet(0, System.nanoTime());
            }
            timed.write(element, context);
        }

        @Override
        public void flush(boolean endOfInput) throws IOException, InterruptedException {
            timed.flush(endOfInput);
            if (endOfInput) {
                ELAPSED.accumulateAndGet(System.nanoTime() - STARTED.get(), Math::max);
            }
        }

        @Override
        public void writeWatermark(Watermark watermark) throws IOException, InterruptedException {
            timed.writeWatermark(watermark);
        }

        @Override
        public void close() throws Exception {
            timed.close();
        }
    }
}
