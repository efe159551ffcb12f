package io.millrace.connectors.latest;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Function;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the newest value of a stream in a file that readers find whole at any time. It is written
 * at most twenty times a second.
 *
 * @param <T> the value
 */
public final class LatestFile<T> implements Sink<T> {

    private static final long serialVersionUID = 1L;

    private static final long PAUSE_MILLIS = 50;

    private final String file;
    private final Text<T> text;

    /** How a value is written. */
    public interface Text<T> extends Function<T, String>, Serializable {}

    /** A sink into a file, whose folder exists. */
    public LatestFile(Path file, Text<T> text) {
        this.file = file.toString();
        this.text = text;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        return new Writer(context.getProcessingTimeService());
    }

    private final class Writer implements SinkWriter<T> {

        private final ProcessingTimeService clock;
        private @Nullable T latest;
        private boolean paused;

        Writer(ProcessingTimeService clock) {
            this.clock = clock;
        }

        @Override
        public void write(T value, Context context) throws IOException {
            latest = value;
            if (!paused) {
                writeLatest();
                paused = true;
                var unused =
                        clock.registerTimer(
                                clock.getCurrentProcessingTime() + PAUSE_MILLIS, this::onPauseEnd);
            }
        }

        @Override
        public void flush(boolean endOfInput) throws IOException {
            writeLatest();
        }

        @Override
        public void close() throws IOException {
            writeLatest();
        }

        private void onPauseEnd(long nowMillis) throws IOException {
            paused = false;
            writeLatest();
        }

        private void writeLatest() throws IOException {
            if (latest == null) {
                return;
            }
            Path next = Path.of(file + ".next");
            Files.writeString(next, text.apply(latest));
            Files.move(
                    next,
                    Path.of(file),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            latest = null;
        }
    }
}
