package io.millrace.trainer.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import io.millrace.trainer.tft.AutoregressiveWindows;
import io.millrace.trainer.tft.TrainedModel;
import io.millrace.trainer.tft.TrainedModels;
import io.millrace.trainer.tft.Weights;
import io.millrace.trainer.tft.WindowBatch;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ParityGateTest {

    private static final WindowBatch REAL =
            WindowBatch.between(new AutoregressiveWindows(100, 9), 0, 70);

    private static TrainedModel model;

    @BeforeAll
    static void train() {
        model = TrainedModels.small();
    }

    @Test
    void theRuntimeSaysWhatTheTrainerSays() throws ParityFailure {
        Parity parity = ParityGate.require(model, OnnxExport.bytes(model), REAL);

        assertThat(parity.comparisons())
                .extracting(Parity.Comparison::batch)
                .containsExactly(1, 1, 3, 3, 8, 8, 64, 64);
        assertThat(parity.largest()).isPositive().isLessThanOrEqualTo(1e-5);
    }

    @Test
    void theRuntimeSaysWhatTheTrainerSaysAtTheSizeThatIsServed() throws ParityFailure {
        TrainedModel served = TrainedModels.untrained(32);
        int lookback = served.shape().lookback() * served.shape().observed();
        int positions = served.shape().positions() * served.shape().known();
        WindowBatch zeros =
                new WindowBatch(
                        new float[lookback], new float[positions], new long[1], new float[0]);

        Parity parity = ParityGate.require(served, OnnxExport.bytes(served), zeros);

        assertThat(parity.largest()).isLessThanOrEqualTo(1e-5);
    }

    @Test
    void refusesSwappedGatesOfAnLstmWithTheNumbers() {
        byte[] swapped = withSwappedGates(OnnxExport.model(model)).toByteArray();

        assertThatThrownBy(() -> ParityGate.require(model, swapped, REAL))
                .isInstanceOf(ParityFailure.class)
                .hasMessageContaining("expected: by 1.0E-5 at most")
                .hasMessageContaining("real windows, batch 64: quantiles");
    }

    @Test
    void refusesOneWrongWeightInTheLastLayer() {
        ModelProto right = OnnxExport.model(model);
        ModelProto wrong =
                replaced(
                        right,
                        "quantiles.bias",
                        values -> {
                            values[1] += 1e-4f;
                            return values;
                        });

        assertThatThrownBy(() -> ParityGate.require(model, wrong.toByteArray(), REAL))
                .isInstanceOf(ParityFailure.class);
    }

    @Test
    void refusesAFileThatWasCutOff() {
        byte[] broken = Arrays.copyOf(OnnxExport.bytes(model), 1000);

        assertThatThrownBy(() -> ParityGate.require(model, broken, REAL))
                .isInstanceOf(ParityFailure.class)
                .hasMessageContaining("ONNX Runtime refuses");
    }

    @Test
    void refusesAModelThatSaysItIsAnother() {
        byte[] other =
                OnnxExport.model(model).toBuilder()
                        .setMetadataProps(
                                0,
                                OnnxExport.model(model).getMetadataProps(0).toBuilder()
                                        .setValue("another"))
                        .build()
                        .toByteArray();

        assertThatThrownBy(() -> ParityGate.require(model, other, REAL))
                .isInstanceOf(ParityFailure.class)
                .hasMessageContaining("about itself");
    }

    @Test
    void theModelSaysWhatItIsMadeOf() throws Exception {
        try (OnnxForecaster runtime = new OnnxForecaster(model.shape(), OnnxExport.bytes(model))) {
            Map<String, String> says = runtime.metadata();

            assertThat(says)
                    .containsEntry("definition", "autoregressive-1")
                    .containsEntry("lookback", "12")
                    .containsEntry("horizons", "1,2,4")
                    .containsEntry("quantiles", "0.1,0.5,0.9")
                    .containsEntry("observed", "RETURN_1,VOLUME_Z_20")
                    .containsEntry("known", "MINUTE_OF_DAY")
                    .containsEntry("symbols", "CALM,WILD")
                    .containsEntry("run", "run-1")
                    .containsEntry("seed", "5")
                    .containsEntry("code-version", "0.1.0")
                    .containsEntry("detail.fold", "3")
                    .containsKeys(
                            "scaler.observed.mean",
                            "scaler.observed.std",
                            "scaler.target",
                            "weights.sha256");
        }
    }

    /** The exporter's likeliest mistake: PyTorch's order of gates where ONNX has its own. */
    private static ModelProto withSwappedGates(ModelProto right) {
        ModelProto wrong = right;
        for (TensorProto stored : right.getGraph().getInitializerList()) {
            if (stored.getName().endsWith(".gates")) {
                wrong = replaced(wrong, stored.getName(), ParityGateTest::asPyTorchOrdersThem);
            }
        }
        assertThat(wrong).isNotEqualTo(right);
        return wrong;
    }

    private static float[] asPyTorchOrdersThem(float[] values) {
        int units = model.shape().hidden();
        int block = values.length == 8 * units ? units : values.length / 4;
        int[] back = {0, 2, 3, 1};
        float[] swapped = new float[values.length];
        for (int at = 0; at < values.length / block; at++) {
            System.arraycopy(
                    values, (at / 4 * 4 + back[at % 4]) * block, swapped, at * block, block);
        }
        return swapped;
    }

    private interface Change {
        float[] of(float[] values);
    }

    private static ModelProto replaced(ModelProto model, String name, Change change) {
        ModelProto.Builder other = model.toBuilder();
        for (int at = 0; at < model.getGraph().getInitializerCount(); at++) {
            TensorProto stored = model.getGraph().getInitializer(at);
            if (stored.getName().equals(name)) {
                var bytes =
                        stored.getRawData()
                                .asReadOnlyByteBuffer()
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .asFloatBuffer();
                float[] values = new float[bytes.remaining()];
                bytes.get(values);
                other.getGraphBuilder()
                        .getInitializerBuilder(at)
                        .setRawData(ByteString.copyFrom(Weights.bytes(change.of(values))));
            }
        }
        return other.build();
    }
}
