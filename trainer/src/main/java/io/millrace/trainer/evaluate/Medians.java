package io.millrace.trainer.evaluate;

import io.millrace.domain.model.ModelDefinition;

/** Where the median is among a definition's quantiles. */
final class Medians {

    private Medians() {}

    static int place(ModelDefinition model) {
        int place = model.quantiles().indexOf(0.5);
        if (place < 0) {
            throw new IllegalArgumentException(
                    "quantiles: " + model.quantiles() + " (expected: 0.5 among them)");
        }
        return place;
    }
}
