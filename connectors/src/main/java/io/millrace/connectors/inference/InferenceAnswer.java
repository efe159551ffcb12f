package io.millrace.connectors.inference;

import java.util.List;
import java.util.Map;

/**
 * A model's answer.
 *
 * @param version that answered; empty where the server does not say
 */
public record InferenceAnswer(
        String model, String version, Map<String, String> parameters, List<Tensor> outputs) {

    /**
     * The tensor of that name.
     *
     * @throws ModelFailure when the answer has none
     */
    Tensor output(String name) throws ModelFailure {
        for (Tensor output : outputs) {
            if (output.name().equals(name)) {
                return output;
            }
        }
        throw ModelFailure.unreadable(
                "outputs: "
                        + outputs.stream().map(Tensor::name).toList()
                        + " (expected: "
                        + name
                        + ")");
    }
}
