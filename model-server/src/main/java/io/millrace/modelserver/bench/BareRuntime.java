package io.millrace.modelserver.bench;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.millrace.modelserver.tensor.Datatype;
import io.millrace.modelserver.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The mark: threads that run one session over inputs that already lie in place, with no request and
 * no answer around it.
 */
final class BareRuntime implements Contender {

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    private final ExecutorService threads;
    private final int cores;
    private final int rows;

    BareRuntime(Path model, Question question, int cores) throws OrtException {
        this.cores = cores;
        this.rows = question.rows();
        this.threads = Executors.newFixedThreadPool(cores); // determinism: a benchmark
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            this.session = environment.createSession(model.toString(), options);
        }
        for (Tensor one : question.inputs()) {
            inputs.put(
                    one.name(),
                    OnnxTensor.createTensor(
                            environment,
                            one.reading(),
                            one.shape().dimensions(),
                            type(one.datatype())));
        }
    }

    @Override
    public String name() {
        return "bare_runtime_batch_" + rows;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int atOnce() {
        return cores;
    }

    @Override
    public CompletableFuture<byte[]> ask() {
        return CompletableFuture.supplyAsync(this::run, threads); // determinism: a benchmark
    }

    private byte[] run() {
        ByteArrayOutputStream outputs = new ByteArrayOutputStream();
        try (OrtSession.Result result = session.run(inputs)) {
            for (Map.Entry<String, OnnxValue> one : result) {
                ByteBuffer bytes =
                        ((OnnxTensor) one.getValue())
                                .getByteBuffer()
                                .order(ByteOrder.LITTLE_ENDIAN);
                byte[] copy = new byte[bytes.remaining()];
                bytes.get(copy);
                outputs.writeBytes(copy);
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
        return outputs.toByteArray();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        inputs.values().forEach(OnnxTensor::close);
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OnnxJavaType type(Datatype datatype) {
        return switch (datatype) {
            case FP32 -> OnnxJavaType.FLOAT;
            case FP64 -> OnnxJavaType.DOUBLE;
            case INT32 -> OnnxJavaType.INT32;
            case INT64 -> OnnxJavaType.INT64;
            default ->
                    throw new IllegalArgumentException(
                            datatype + " (expected: FP32, FP64, INT32 or INT64 to be measured)");
        };
    }
}
