package io.millrace.trainer.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.millrace.trainer.tft.Forecast;
import io.millrace.trainer.tft.NetworkShape;
import io.millrace.trainer.tft.WindowBatch;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Map;

/** An exported model as those who serve it run it: by ONNX Runtime, on the CPU. */
final class OnnxForecaster implements AutoCloseable {

    private final NetworkShape shape;
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    /**
     * Opens a model.
     *
     * @throws OrtException when the runtime refuses it
     */
    OnnxForecaster(NetworkShape shape, byte[] model) throws OrtException {
        this.shape = shape;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            this.session = environment.createSession(model, options);
        }
    }

    Map<String, String> metadata() throws OrtException {
        return session.getMetadata().getCustomMetadata();
    }

    Forecast forecast(WindowBatch batch) throws OrtException {
        long size = batch.size();
        try (OnnxTensor observed =
                        OnnxTensor.createTensor(
                                environment,
                                FloatBuffer.wrap(batch.observed()),
                                new long[] {size, shape.lookback(), shape.observed()});
                OnnxTensor known =
                        OnnxTensor.createTensor(
                                environment,
                                FloatBuffer.wrap(batch.known()),
                                new long[] {size, shape.positions(), shape.known()});
                OnnxTensor symbol =
                        OnnxTensor.createTensor(
                                environment, LongBuffer.wrap(batch.symbols()), new long[] {size});
                OrtSession.Result result =
                        session.run(
                                Map.of(
                                        OnnxExport.OBSERVED, observed,
                                        OnnxExport.KNOWN, known,
                                        OnnxExport.SYMBOL, symbol))) {
            return new Forecast(
                    values(result, OnnxExport.QUANTILES),
                    values(result, OnnxExport.ATTENTION),
                    values(result, OnnxExport.VARIABLE_WEIGHTS));
        }
    }

    private static float[] values(OrtSession.Result result, String output) {
        FloatBuffer buffer = ((OnnxTensor) result.get(output).orElseThrow()).getFloatBuffer();
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
