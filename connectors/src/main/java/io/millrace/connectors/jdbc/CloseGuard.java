package io.millrace.connectors.jdbc;

import java.io.IOException;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sink whose writers close without an exception.
 *
 * <p>Flink's JDBC writer flushes again when it is closed after a failed flush, and throws again
 * (connector 4.0.0-2.0). An exception from closing a task that has already failed is fatal to the
 * whole TaskManager. Nothing is lost by swallowing it: what a failed flush carried is sent again
 * from the last checkpoint.
 *
 * @param <T> element
 */
public final class CloseGuard<T> implements Sink<T> {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(CloseGuard.class);

    private final Sink<T> guarded;

    public CloseGuard(Sink<T> guarded) {
        this.guarded = guarded;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
        return new GuardedWriter<>(guarded.createWriter(context));
    }

    private record GuardedWriter<T>(SinkWriter<T> guarded) implements SinkWriter<T> {

        @Override
        public void write(T element, Context context) throws IOException, InterruptedException {
            guarded.write(element, context);
        }

        @Override
        public void flush(boolean endOfInput) throws IOException, InterruptedException {
            guarded.flush(endOfInput);
        }

        @Override
        public void writeWatermark(Watermark watermark) throws IOException, InterruptedException {
            guarded.writeWatermark(watermark);
        }

        @Override
        public void close() {
            try {
                guarded.close();
            } catch (Exception failure) {
                LOG.warn(
                        "closing a database writer failed; its rows come again from the last"
                                + " checkpoint: {}",
                        failure.toString());
            }
        }
    }
}
