package io.millrace.connectors.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvSinkTest {

    private static final CsvRow<String> ROW = (text, line) -> line.field(text).number(1.5);

    private static final SinkWriter.Context CONTEXT =
            new SinkWriter.Context() {
                @Override
                public long currentWatermark() {
                    return 0;
                }

                @Override
                public Long timestamp() {
                    return 0L;
                }
            };

    @TempDir private Path folder;

    @Test
    void writesTheHeaderOnceAndALinePerRecord() throws Exception {
        Path file = folder.resolve("out.csv");
        try (var writer = CsvFileWriter.started(file.toString(), "text,number", ROW)) {
            writer.write("a", CONTEXT);
            writer.write("b", CONTEXT);
        }

        assertThat(file).hasContent("text,number\na,1.5\nb,1.5\n");
    }

    @Test
    void aRestartCutsTheFileBackToItsCheckpoint() throws Exception {
        Path file = folder.resolve("out.csv");
        long checkpoint;
        try (var writer = CsvFileWriter.started(file.toString(), "text,number", ROW)) {
            writer.write("kept", CONTEXT);
            checkpoint = writer.snapshotState(1).get(0);
            writer.write("written after the checkpoint", CONTEXT);
        }
        try (var writer = CsvFileWriter.resumed(file.toString(), checkpoint, ROW)) {
            writer.write("again", CONTEXT);
        }

        assertThat(file).hasContent("text,number\nkept,1.5\nagain,1.5\n");
    }

    @Test
    void aFreshStartForgetsWhatAnEarlierAttemptLeft() throws Exception {
        Path file = folder.resolve("out.csv");
        Files.writeString(file, "something much longer than the new file will be");

        CsvFileWriter.started(file.toString(), "h", ROW).close();

        assertThat(file).hasContent("h\n");
    }

    @Test
    void quotesOnlyWhatWouldBreakTheLine() {
        CsvLine line = new CsvLine();
        line.field("plain").field("a,b").field("say \"no\"").field(null);
        line.decimal(new BigDecimal("12.500")).decimal(new BigDecimal("1E+3")).time(0);

        assertThat(line.take())
                .isEqualTo("plain,\"a,b\",\"say \"\"no\"\"\",,12.5,1000,1970-01-01T00:00:00Z\n");
    }
}
