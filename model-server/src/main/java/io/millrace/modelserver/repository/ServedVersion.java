package io.millrace.modelserver.repository;

import ai.onnxruntime.OrtException;
import io.millrace.modelserver.Refusal;
import io.millrace.modelserver.batching.Policy;
import io.millrace.modelserver.batching.Scheduler;
import io.millrace.modelserver.metrics.ModelCounters;
import io.millrace.modelserver.onnx.Accelerator;
import io.millrace.modelserver.onnx.BadModel;
import io.millrace.modelserver.onnx.OnnxModel;
import io.millrace.modelserver.tensor.TensorSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One version of a model, loaded, warmed up and running. */
public final class ServedVersion {

    private static final Logger LOG = LoggerFactory.getLogger(ServedVersion.class);

    private final Scheduler.Identity identity;
    private final String fingerprint;
    private final List<TensorSpec> inputs;
    private final List<TensorSpec> outputs;
    private final Map<String, String> properties;
    private final Policy policy;
    private final ModelCounters counters;
    private final Scheduler scheduler;

    private ServedVersion(
            Scheduler.Identity identity,
            String fingerprint,
            OnnxModel model,
            Policy policy,
            ModelCounters counters) {
        this.identity = identity;
        this.fingerprint = fingerprint;
        this.inputs = model.inputs();
        this.outputs = model.outputs();
        this.properties = model.properties();
        this.policy = policy;
        this.counters = counters;
        this.scheduler = Scheduler.start(identity, model, policy, counters);
    }

    /** What is to be loaded, and how. */
    record Loading(
            String model, int version, Path file, String fingerprint, ModelSettings settings) {}

    /**
     * Loads a version and warms it up; it serves when this returns.
     *
     * @throws BadModel where it cannot serve
     */
    static ServedVersion load(Loading what, Accelerator accelerator, ModelCounters counters)
            throws BadModel {
        String sha256 = ModelFiles.sha256(what.file());
        OnnxModel model = OnnxModel.open(what.file(), accelerator);
        try {
            Policy policy = rehearsed(what, model, accelerator);
            Scheduler.Identity identity =
                    new Scheduler.Identity(
                            what.model(),
                            Integer.toString(what.version()),
                            sha256,
                            accelerator.device());
            return new ServedVersion(identity, what.fingerprint(), model, policy, counters);
        } catch (BadModel | RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private static Policy rehearsed(Loading what, OnnxModel model, Accelerator accelerator)
            throws BadModel {
        ModelSettings settings = what.settings();
        Rehearsal rehearsal = new Rehearsal(model, settings.warmUp().length());
        int batch = batch(what, model, rehearsal, accelerator);
        try {
            if (batch > 0) {
                rehearsal.warmUp(1, settings.warmUp().runs(), true);
                rehearsal.warmUp(batch, settings.warmUp().runs(), true);
            } else {
                rehearsal.warmUp(1, settings.warmUp().runs(), false);
            }
        } catch (OrtException | Refusal e) {
            boolean guessed = model.inputs().stream().anyMatch(one -> !one.shape().isFixedFrom(0));
            if (batch > 0 || !guessed) {
                throw new BadModel(what.file() + " fails its warm-up: " + e.getMessage());
            }
            // the lengths of its open dimensions were guessed, and may be what it refuses
            LOG.warn("{} is not warmed up: {}", what.file(), e.getMessage());
        }
        int instances = settings.instances();
        return new Policy(
                batch,
                settings.maxBatch() != ModelSettings.AUTOMATIC,
                settings.delayMicros(),
                settings.queueLimit(),
                settings.priorityLevels(),
                settings.timeoutMillis(),
                instances == 0 ? accelerator.instances() : instances);
    }

    private static int batch(
            Loading what, OnnxModel model, Rehearsal rehearsal, Accelerator accelerator)
            throws BadModel {
        int asked = what.settings().maxBatch();
        if (asked == 0) {
            return 0;
        }
        Optional<String> obstacle =
                Rehearsal.mayCountRows(model)
                        ? rehearsal.whyNotTogether()
                        : Optional.of("a tensor does not begin with an open dimension");
        if (obstacle.isEmpty()) {
            return asked == ModelSettings.AUTOMATIC ? accelerator.batch() : asked;
        }
        if (asked != ModelSettings.AUTOMATIC) {
            throw new BadModel(
                    what.file()
                            + ": max-batch: "
                            + asked
                            + " (expected: 0, because "
                            + obstacle.get()
                            + ")");
        }
        LOG.info("{} runs one request at a time: {}", what.file(), obstacle.get());
        return 0;
    }

    public Scheduler.Identity identity() {
        return identity;
    }

    public List<TensorSpec> inputs() {
        return inputs;
    }

    public List<TensorSpec> outputs() {
        return outputs;
    }

    public Policy policy() {
        return policy;
    }

    public ModelCounters counters() {
        return counters;
    }

    public Scheduler scheduler() {
        return scheduler;
    }

    /** What a caller may want to know beyond the protocol: device, checksum, the maker's notes. */
    public Map<String, String> parameters() {
        Map<String, String> parameters = new TreeMap<>(properties);
        parameters.put("device", identity.device());
        parameters.put("sha256", identity.sha256());
        parameters.put("max_batch_size", Integer.toString(policy.batch()));
        return parameters;
    }

    String fingerprint() {
        return fingerprint;
    }
}
