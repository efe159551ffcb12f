package io.millrace.modelserver.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.modelserver.OnnxFiles;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The numbers are worth nothing here: what is tested is that they come after equal answers. */
class ModelBenchmarkTest {
    @TempDir private Path folder;

    @Test
    void everyContenderAnswersEquallyAndIsMeasured() throws Exception {
        Path model = folder.resolve("two.onnx");
        Files.write(model, OnnxFiles.two(5).toByteArray());
        ByteArrayOutputStream told = new ByteArrayOutputStream();

        String said =
                ModelBenchmark.run(
                        new ModelBenchmark.Plan(model, 1, 50, 20, Path.of("target/peer/node")),
                        new PrintStream(told, true, StandardCharsets.UTF_8));

        JsonNode result = new ObjectMapper().readTree(said);
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("equal answers from ");
        for (String name : new String[] {"server_grpc_batch_1", "server_rest_batch_8"}) {
            assertThat(result.at("/rows_per_second/" + name + "/median").asDouble())
                    .as(said)
                    .isPositive();
            assertThat(result.at("/share_of_the_bare_runtime/" + name).asDouble()).isPositive();
        }
        assertThat(result.at("/milliseconds_at_half_load_one_row/server_grpc_batch_1/p99"))
                .isNotNull();
    }

    @Test
    void answersThatDifferAreToldApart() {
        byte[] one = floats(1.5f, -2);

        assertThat(ModelBenchmark.agree(one, floats(1.5f, -2), 0)).isTrue();
        assertThat(ModelBenchmark.agree(one, floats(1.5f, Math.nextUp(-2f)), 0)).isFalse();
        assertThat(ModelBenchmark.agree(one, floats(1.5f, Math.nextUp(-2f)), 1e-3)).isTrue();
        assertThat(ModelBenchmark.agree(one, floats(1.5f, -2.01f), 1e-3)).isFalse();
        assertThat(ModelBenchmark.agree(one, floats(1.5f, Float.NaN), 1e-3)).isFalse();
        assertThat(ModelBenchmark.agree(one, floats(1.5f), 1e-3)).isFalse();
    }

    private static byte[] floats(float... values) {
        ByteBuffer bytes =
                ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }
}
