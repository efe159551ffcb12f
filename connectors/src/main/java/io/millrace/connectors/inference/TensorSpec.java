package io.millrace.connectors.inference;

import java.util.List;

/**
 * What a model says of one of its tensors.
 *
 * @param type as the server names it
 * @param shape -1 is any size
 */
public record TensorSpec(String name, String type, List<Long> shape) {

    /** Such as {@code FP32 [-1, 120, 16]}. */
    String text() {
        return type + " " + shape;
    }
}
