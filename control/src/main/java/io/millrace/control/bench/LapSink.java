package io.millrace.control.bench;

import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * A sink that counts its records and reads the clocks; both contenders write into one.
 *
 * @param <T> the record
 */
final class LapSink<T> implements Sink<T> {

    private static final long serialVersionUID = 1L;

    private final Lap lap;

    LapSink(Lap lap) {
        this.lap = lap;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        return new SinkWriter<>() {
            @Override
            public void write(T element, Context now) {
                lap.record();
            }

            @Override
            public void flush(boolean endOfInput) {
                if (endOfInput) {
                    lap.end();
                }
            }

            @Override
            public void close() {}
        };
    }
}
