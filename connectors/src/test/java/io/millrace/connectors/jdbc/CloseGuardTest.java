package io.millrace.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.junit.jupiter.api.Test;

class CloseGuardTest {

    private static final WriterInitContext NOWHERE =
            (WriterInitContext)
                    Proxy.newProxyInstance(
                            CloseGuardTest.class.getClassLoader(),
                            new Class<?>[] {WriterInitContext.class},
                            (proxy, method, arguments) -> {
                                throw new UnsupportedOperationException(method.getName());
                            });

    @Test
    void closesQuietlyWhateverTheWriterDoes() throws IOException {
        SinkWriter<String> writer = guarded();

        assertThatCode(writer::close).doesNotThrowAnyException();
    }

    @Test
    void stillFailsTheTaskWhenRowsCannotBeWritten() throws IOException {
        SinkWriter<String> writer = guarded();

        assertThatThrownBy(() -> writer.flush(false)).hasMessage("flush");
    }

    @Test
    void theSinkItselfWouldThrow() throws IOException {
        assertThatThrownBy(() -> failing().createWriter(NOWHERE).close()).hasMessage("close");
    }

    private static SinkWriter<String> guarded() throws IOException {
        return new CloseGuard<>(failing()).createWriter(NOWHERE);
    }

    private static Sink<String> failing() {
        return context ->
                new SinkWriter<>() {
                    @Override
                    public void write(String element, Context time) {}

                    @Override
                    public void flush(boolean endOfInput) throws IOException {
                        throw new IOException("flush");
                    }

                    @Override
                    public void close() throws Exception {
                        throw new IllegalStateException("close");
                    }
                };
    }
}
