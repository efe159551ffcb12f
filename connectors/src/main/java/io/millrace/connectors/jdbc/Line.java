package io.millrace.connectors.jdbc;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;
import org.apache.flink.connector.jdbc.core.datastream.sink.JdbcSink;
import org.apache.flink.connector.jdbc.datasource.connections.SimpleJdbcConnectionProvider;
import org.jspecify.annotations.Nullable;

/**
 * The way to the database: a writer of Flink's JDBC sink whose element is a whole batch. Opened
 * when it is first needed, and again after it was closed because of a failure.
 *
 * @param <T> row
 */
final class Line<T> implements AutoCloseable {

    private static final JdbcExecutionOptions AT_ONCE =
            JdbcExecutionOptions.builder()
                    .withBatchSize(1)
                    .withBatchIntervalMs(0)
                    .withMaxRetries(0)
                    .build();

    /** A server that says nothing for so long is away; a batch takes a fraction of a second. */
    private static final int SILENT_SECONDS = 60;

    private final Table<T> table;
    private final DatabaseAddress address;
    private final WriterInitContext context;
    private @Nullable Open<T> open;

    Line(Table<T> table, DatabaseAddress address, WriterInitContext context) {
        this.table = table;
        this.address = address;
        this.context = new BatchContext(context);
    }

    void write(List<T> rows) throws IOException, InterruptedException {
        if (open == null) {
            open = connect();
        }
        open.writer.write(rows, NoTime.INSTANCE);
    }

    @Override
    public void close() {
        if (open != null) {
            Open<T> closing = open;
            open = null;
            closing.close();
        }
    }

    private Open<T> connect() throws IOException {
        SimpleJdbcConnectionProvider provider = new SimpleJdbcConnectionProvider(options(address));
        JdbcSink<List<T>> sink =
                JdbcSink.<List<T>>builder()
                        .withQueryStatement(table)
                        .withExecutionOptions(AT_ONCE)
                        .buildAtLeastOnce(provider);
        try {
            return new Open<>(new CloseGuard<>(sink).createWriter(context), provider);
        } catch (IOException | RuntimeException failure) {
            provider.closeConnection();
            throw failure;
        }
    }

    static JdbcConnectionOptions options(DatabaseAddress address) {
        JdbcConnectionOptions.JdbcConnectionOptionsBuilder builder =
                new JdbcConnectionOptions.JdbcConnectionOptionsBuilder()
                        .withUrl(address.jdbcUrl())
                        .withDriverName("org.postgresql.Driver")
                        .withProperty("socketTimeout", Integer.toString(SILENT_SECONDS));
        address.properties()
                .forEach((name, value) -> builder.withProperty(name.toString(), value.toString()));
        return builder.build();
    }

    /** The writer leaves its connection open when closing it fails, so it is closed here. */
    private record Open<T>(SinkWriter<List<T>> writer, SimpleJdbcConnectionProvider provider) {
        void close() {
            try {
                writer.close();
            } catch (Exception impossible) {
                throw new IllegalStateException("a guarded writer threw", impossible);
            } finally {
                provider.closeConnection();
            }
        }
    }

    private enum NoTime implements SinkWriter.Context {
        INSTANCE;

        @Override
        public long currentWatermark() {
            return Long.MIN_VALUE;
        }

        @Override
        public @Nullable Long timestamp() {
            return null;
        }
    }
}
