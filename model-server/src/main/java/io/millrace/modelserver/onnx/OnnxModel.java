package io.millrace.modelserver.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxModelMetadata;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.millrace.modelserver.tensor.Datatype;
import io.millrace.modelserver.tensor.Shape;
import io.millrace.modelserver.tensor.TensorSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One model file, open in ONNX Runtime; any number of threads may run it. */
public final class OnnxModel implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OnnxModel.class);

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final List<TensorSpec> inputs;
    private final List<TensorSpec> outputs;
    private final Map<String, String> properties;

    private OnnxModel(OrtEnvironment environment, OrtSession session, Path file)
            throws OrtException, BadModel {
        this.environment = environment;
        this.session = session;
        this.inputs = specs("input", session.getInputInfo().values(), file);
        this.outputs = specs("output", session.getOutputInfo().values(), file);
        OnnxModelMetadata said = session.getMetadata();
        this.properties = Map.copyOf(new TreeMap<>(said.getCustomMetadata()));
        for (TensorSpec input : inputs) {
            if (OnnxTypes.javaType(input.datatype()) == null) {
                throw new BadModel(
                        file
                                + ": input '"
                                + input.name()
                                + "' is "
                                + input.datatype()
                                + " (expected: a type that ONNX Runtime's Java interface can"
                                + " make; cast it from INT32 or INT64 inside the model)");
            }
        }
    }

    /**
     * Opens a model file.
     *
     * @throws BadModel where ONNX Runtime cannot run it or the protocol cannot say its types
     */
    public static OnnxModel open(Path file, Accelerator accelerator) throws BadModel {
        try {
            OrtSession session = accelerator.open(file);
            try {
                return new OnnxModel(accelerator.environment(), session, file);
            } catch (BadModel | OrtException | RuntimeException e) {
                session.close();
                throw e;
            }
        } catch (OrtException e) {
            throw new BadModel(
                    file
                            + " (expected: an ONNX model that ONNX Runtime "
                            + Accelerator.VERSION
                            + " can run): "
                            + String.valueOf(e.getMessage()).strip());
        }
    }

    public List<TensorSpec> inputs() {
        return inputs;
    }

    public List<TensorSpec> outputs() {
        return outputs;
    }

    /** What the model's maker wrote into it: {@code metadata_props}. */
    public Map<String, String> properties() {
        return properties;
    }

    OrtSession session() {
        return session;
    }

    OrtEnvironment environment() {
        return environment;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            LOG.warn("a session did not close: {}", e.getMessage());
        }
    }

    private static List<TensorSpec> specs(String role, Collection<NodeInfo> nodes, Path file)
            throws BadModel {
        List<TensorSpec> specs = new ArrayList<>();
        for (NodeInfo node : nodes) {
            if (!(node.getInfo() instanceof TensorInfo tensor)) {
                throw new BadModel(
                        file + ": " + role + " '" + node.getName() + "' (expected: a tensor)");
            }
            Datatype datatype = OnnxTypes.datatype(tensor.onnxType);
            if (datatype == null) {
                throw new BadModel(
                        file
                                + ": "
                                + role
                                + " '"
                                + node.getName()
                                + "' is "
                                + tensor.onnxType
                                + " (expected: a type of the Open Inference Protocol)");
            }
            specs.add(new TensorSpec(node.getName(), datatype, Shape.of(tensor.getShape())));
        }
        return List.copyOf(specs);
    }
}
