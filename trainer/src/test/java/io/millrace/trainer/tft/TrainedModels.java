package io.millrace.trainer.tft;

import io.millrace.domain.config.Settings;
import io.millrace.domain.model.ModelDefinition;
import io.millrace.trainer.learn.Learner.Rounds;
import io.millrace.trainer.tft.TrainedModel.Provenance;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Models for tests. */
public final class TrainedModels {

    private TrainedModels() {}

    /** A small one that has seen a round of {@link AutoregressiveWindows}. */
    public static TrainedModel small() {
        try (TftForecaster forecaster =
                learner(Map.of("tft.hidden", 8, "tft.epochs", 1))
                        .fit(
                                new AutoregressiveWindows(300, 1),
                                new AutoregressiveWindows(100, 2),
                                5,
                                Rounds.SILENT)) {
            return forecaster
                    .model()
                    .from(new Provenance("run-1", 5, "0.1.0", Map.of("fold", "3")));
        }
    }

    static TftLearner learner(Map<String, Object> settings) {
        return new TftLearner(settings(settings), AutoregressiveWindows.SYMBOLS);
    }

    static TftSettings settings(Map<String, Object> values) {
        Settings settings = new Settings(values);
        TftSettings read = TftSettings.from(settings);
        settings.finish();
        return read;
    }

    /** One of the size that is served, with weights by chance where training starts from none. */
    public static TrainedModel untrained(int hidden) {
        ModelDefinition definition = ModelDefinition.STANDARD;
        NetworkShape shape = new NetworkShape(definition, hidden, 4);
        Random random = new Random(11);
        int observed = definition.observed().size();
        Scalers scalers =
                new Scalers(
                        floats(observed, () -> random.nextFloat() - 0.5f),
                        floats(observed, () -> 0.01f + random.nextFloat()),
                        new float[] {0.003f, 0.004f, 0.005f});
        try (TorchNetwork network =
                TorchNetwork.trainable(
                        shape,
                        scalers,
                        (name, start, extents) ->
                                floats(
                                        Tensor.size(extents),
                                        () -> 0.3f * (float) random.nextGaussian()),
                        0)) {
            return new TrainedModel(
                    shape,
                    List.of("AAPL", "MSFT", "BTC/USD"),
                    scalers,
                    network.weights(),
                    new Provenance("none", 11, "0.1.0", Map.of()));
        }
    }

    private interface Draw {
        float next();
    }

    private static float[] floats(int count, Draw draw) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = draw.next();
        }
        return values;
    }
}
