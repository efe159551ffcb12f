package io.millrace.trainer.tft;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.millrace.trainer.learn.Forecaster;
import io.millrace.trainer.learn.WindowSet;
import io.millrace.trainer.tft.TemporalFusionTransformer.Outputs;
import java.nio.FloatBuffer;
import java.util.function.Consumer;

/** A trained network that forecasts, and says what it looked at. One thread at a time. */
public final class TftForecaster implements Forecaster {

    private static final int BATCH = 64;

    private final TrainedModel model;
    private final TorchNetwork network;

    public TftForecaster(TrainedModel model) {
        this.model = model;
        this.network = TorchNetwork.fixed(model);
    }

    /** The model behind the forecasts. */
    public TrainedModel model() {
        return model;
    }

    @Override
    public float[] quantiles(WindowSet windows) {
        NetworkShape shape = model.shape();
        FloatBuffer all =
                FloatBuffer.allocate(windows.size() * shape.horizons() * shape.quantiles());
        inBatches(windows, batch -> all.put(forecast(batch).quantiles()));
        return all.array();
    }

    /** What the network looked at in these windows, on average. */
    public Explanation explain(WindowSet windows) {
        Explanation.Averages averages = new Explanation.Averages(model.shape());
        inBatches(windows, batch -> averages.take(forecast(batch)));
        return averages.explanation();
    }

    /** Everything that the network says of a batch. */
    public Forecast forecast(WindowBatch batch) {
        try (NDManager step = network.newStep()) {
            Outputs<NDArray> outputs = network.forecast(step, batch, false);
            return new Forecast(
                    outputs.quantiles().toFloatArray(),
                    outputs.attention().toFloatArray(),
                    outputs.variableWeights().toFloatArray());
        }
    }

    @Override
    public void close() {
        network.close();
    }

    private static void inBatches(WindowSet windows, Consumer<WindowBatch> to) {
        for (int from = 0; from < windows.size(); from += BATCH) {
            to.accept(WindowBatch.between(windows, from, Math.min(windows.size(), from + BATCH)));
        }
    }
}
