package io.millrace.connectors.inference;

import java.util.List;
import java.util.Map;

/**
 * What a server says of a model.
 *
 * @param versions those that are there, as texts
 * @param properties whatever else it says: the members of {@code properties} and {@code parameters}
 */
public record ModelMetadata(
        String name,
        List<String> versions,
        List<TensorSpec> inputs,
        List<TensorSpec> outputs,
        Map<String, String> properties) {}
