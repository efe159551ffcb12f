package io.millrace.connectors.inference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One question to a model.
 *
 * @param version absent: the server chooses; KServe's own server knows no versions
 * @param id comes back with the answer
 * @param outputs names of the tensors that are wanted
 */
public record InferenceRequest(
        String model,
        @Nullable String version,
        String id,
        List<Tensor> inputs,
        List<String> outputs) {}
