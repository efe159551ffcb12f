package io.millrace.modelserver.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens sessions on the device that was chosen when the server started. */
public final class Accelerator {

    static final String VERSION = "1.26.0";
    private static final Logger LOG = LoggerFactory.getLogger(Accelerator.class);

    private final OrtEnvironment environment;
    private final boolean cuda;

    private Accelerator(OrtEnvironment environment, boolean cuda) {
        this.environment = environment;
        this.cuda = cuda;
    }

    /**
     * Finds out whether CUDA works here, unless the processor was asked for.
     *
     * @throws CudaMissing when CUDA was demanded and does not
     */
    public static Accelerator choose(Device device) {
        // failures come back as exceptions; said twice, they would look like two
        OrtEnvironment environment =
                OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "millrace");
        if (device == Device.CPU) {
            return new Accelerator(environment, false);
        }
        // getAvailableProviders names CUDA without a GPU, too: only trying tells
        try (SessionOptions options = processor()) {
            addCuda(options);
            return new Accelerator(environment, true);
        } catch (OrtException | UnsatisfiedLinkError e) {
            if (device == Device.CUDA) {
                throw new CudaMissing(String.valueOf(e.getMessage()).strip());
            }
            LOG.info("no CUDA: {}", e.getMessage());
            return new Accelerator(environment, false);
        }
    }

    /** {@code cpu} or {@code cuda}. */
    public String device() {
        return cuda ? "cuda" : "cpu";
    }

    /** How many runs of one model go on at once, unless it is configured. */
    public int instances() {
        return cuda ? 2 : Runtime.getRuntime().availableProcessors();
    }

    /** How many rows are put together in one run, unless it is configured. */
    public int batch() {
        // on a processor eight rows fill its cache, and more only wait for one another
        return cuda ? 512 : 8;
    }

    OrtEnvironment environment() {
        return environment;
    }

    OrtSession open(Path model) throws OrtException {
        try (SessionOptions options = processor()) {
            if (cuda) {
                addCuda(options);
            }
            return environment.createSession(model.toString(), options);
        }
    }

    /** One thread for each run: callers side by side beat threads within a run. */
    private static SessionOptions processor() throws OrtException {
        SessionOptions options = new SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }

    private static void addCuda(SessionOptions options) throws OrtException {
        try (OrtCUDAProviderOptions first = new OrtCUDAProviderOptions(0)) {
            options.addCUDA(first);
        }
    }
}
