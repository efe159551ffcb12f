package io.millrace.modelserver;

import java.util.List;
import java.util.Objects;

/** How the server names itself and what it can do beyond the protocol's core. */
public final class ServerIdentity {

    public static final String NAME = "millrace-model-server";
    public static final String PLATFORM = "onnxruntime_onnx";

    /** The extensions, by the names Triton gave them. */
    public static final List<String> EXTENSIONS =
            List.of(
                    "binary_tensor_data",
                    "model_configuration",
                    "model_repository",
                    "parameters",
                    "schedule_policy",
                    "statistics");

    private ServerIdentity() {}

    /** The version of the build; {@code development} outside a packaged one. */
    public static String version() {
        return Objects.requireNonNullElse(
                ServerIdentity.class.getPackage().getImplementationVersion(), "development");
    }
}
