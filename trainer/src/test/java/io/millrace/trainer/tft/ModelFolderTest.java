package io.millrace.trainer.tft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {

    @TempDir private Path directory;

    @Test
    void whatIsReadIsWhatWasWritten() throws IOException {
        TrainedModel model = TrainedModels.small();
        AutoregressiveWindows windows = new AutoregressiveWindows(640, 4);
        ModelFolder folder = new ModelFolder(directory);

        folder.write(model, windows);

        TrainedModel read = folder.model();
        assertThat(read.weights().sha256()).isEqualTo(model.weights().sha256());
        assertThat(read.scalers()).isEqualTo(model.scalers());
        assertThat(read.shape()).isEqualTo(model.shape());
        assertThat(read.symbols()).isEqualTo(model.symbols());
        assertThat(read.provenance()).isEqualTo(model.provenance());
        WindowBatch kept = folder.windows(model.shape());
        assertThat(kept.size()).isEqualTo(64);
        assertThat(kept.observed())
                .startsWith(WindowBatch.of(windows, 0).observed())
                .endsWith(WindowBatch.of(windows, 630).observed());
        assertThat(kept.symbols()[63]).isEqualTo(windows.symbol(630));
    }

    @Test
    void oneBitOfOneWeightIsMissed() throws IOException {
        ModelFolder folder = new ModelFolder(directory);
        folder.write(TrainedModels.small(), new AutoregressiveWindows(64, 4));
        Path file = directory.resolve(ModelFolder.MODEL);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 2] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(folder::model)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("weights of hash");
    }

    @Test
    void anotherFileIsRefused() throws IOException {
        Files.writeString(directory.resolve(ModelFolder.MODEL), "{\"not\": \"a model\"}");

        assertThatThrownBy(() -> new ModelFolder(directory).model())
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("(expected: a safetensors file of F32 tensors)");
    }

    /** The format's own words: eight bytes of length, JSON, the data, all little-endian. */
    @Test
    void aTensorLiesInTheFileWhereTheFormatSaysItDoes() throws IOException {
        Path file = directory.resolve("one.safetensors");
        new Safetensors(
                        Map.of("t", new Tensor(new long[] {2, 1}, 1.5f, -2)),
                        Map.of("who", "a \"name\""))
                .write(file);

        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        byte[] header = new byte[(int) bytes.getLong()];
        bytes.get(header);
        assertThat(new String(header, StandardCharsets.UTF_8).strip())
                .isEqualTo(
                        "{\"__metadata__\":{\"who\":\"a \\\"name\\\"\"},"
                                + "\"t\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]}}");
        assertThat(header.length % 8).isZero();
        assertThat(bytes.getFloat()).isEqualTo(1.5f);
        assertThat(bytes.getFloat()).isEqualTo(-2f);
        assertThat(bytes.hasRemaining()).isFalse();
    }
}
