package io.millrace.modelserver;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** ONNX Runtime itself, without a server: the oracle. */
final class DirectRun implements AutoCloseable {

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    DirectRun(Path model) throws OrtException {
        this.session = environment.createSession(model.toString());
    }

    /** One output for inputs of floats that all have the same shape. */
    float[] output(String name, long[] shape, Map<String, float[]> inputs) throws OrtException {
        Map<String, OnnxTensor> given = new HashMap<>();
        for (Map.Entry<String, float[]> one : inputs.entrySet()) {
            given.put(
                    one.getKey(),
                    OnnxTensor.createTensor(environment, FloatBuffer.wrap(one.getValue()), shape));
        }
        try (OrtSession.Result result = session.run(given)) {
            FloatBuffer values = ((OnnxTensor) result.get(name).orElseThrow()).getFloatBuffer();
            float[] all = new float[values.remaining()];
            values.get(all);
            return all;
        } finally {
            given.values().forEach(OnnxTensor::close);
        }
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
