package io.millrace.modelserver.batching;

import io.millrace.modelserver.tensor.Tensor;
import java.util.List;

/**
 * What a model said to a request.
 *
 * @param sha256 of the model file that said it: the version alone does not name it, because a file
 *     can be replaced
 * @param id of the request; empty where it had none
 * @param outputs in the order asked for
 */
public record Answer(
        String model,
        String version,
        String sha256,
        String device,
        String id,
        List<Tensor> outputs) {}
