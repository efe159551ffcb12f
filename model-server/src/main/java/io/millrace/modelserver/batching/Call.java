package io.millrace.modelserver.batching;

import io.millrace.modelserver.tensor.Tensor;
import java.util.List;

/**
 * A request as it came: read, and not yet held against a model.
 *
 * @param version empty for the newest that serves
 * @param id empty where the caller gave none
 * @param outputs names of what is asked for; empty for all
 * @param priority 1 is the highest; 0 for the model's usual one
 * @param timeoutMicros after which the caller has no use for an answer; 0 for the model's usual one
 */
public record Call(
        String model,
        String version,
        String id,
        List<Tensor> inputs,
        List<String> outputs,
        long priority,
        long timeoutMicros) {

    public Call {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }
}
