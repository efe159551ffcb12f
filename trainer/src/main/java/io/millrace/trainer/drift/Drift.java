package io.millrace.trainer.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far what a model sees and says has moved from what it was made for.
 *
 * @param inputs by input
 * @param confidenceThen median confidence of its forecasts after training
 * @param confidenceNow of recent predictions; absent where none were looked at
 */
public record Drift(List<Input> inputs, double confidenceThen, @Nullable Double confidenceNow) {

    /** From here on an input is another one than it was; the usual reading of the index. */
    public static final double MOST_STABILITY_INDEX = 0.25;

    /** Share of the median confidence that may be lost. */
    public static final double MOST_CONFIDENCE_LOST = 0.20;

    /**
     * One input.
     *
     * @param stabilityIndex population stability index over the reference's deciles
     * @param kolmogorovSmirnov largest distance of the two distributions
     */
    public record Input(String name, double stabilityIndex, double kolmogorovSmirnov) {

        public boolean drifted() {
            return stabilityIndex >= MOST_STABILITY_INDEX;
        }
    }

    /**
     * Holds recent inputs against a reference.
     *
     * @throws IllegalArgumentException where they are of different definitions
     */
    public static Drift between(
            Reference reference, InputSample recent, @Nullable Double confidenceNow) {
        if (!reference.inputs().definition().equals(recent.definition())) {
            throw new IllegalArgumentException(
                    "definition: %s (expected: %s, as the reference has)"
                            .formatted(recent.definition(), reference.inputs().definition()));
        }
        List<Input> inputs = new ArrayList<>();
        for (Map.Entry<String, List<Double>> known : reference.inputs().values().entrySet()) {
            double[] then = array(known.getValue());
            double[] now = array(recent.values().getOrDefault(known.getKey(), List.of()));
            inputs.add(
                    new Input(
                            known.getKey(),
                            Distance.stabilityIndex(then, now),
                            Distance.kolmogorovSmirnov(then, now)));
        }
        return new Drift(inputs, reference.medianConfidence(), confidenceNow);
    }

    /** Whether the median confidence is down by so much that the model must not decide. */
    public boolean confidenceIsLost() {
        return confidenceNow != null
                && confidenceNow <= confidenceThen * (1 - MOST_CONFIDENCE_LOST);
    }

    /** Whether anything has moved too far. */
    public boolean isThere() {
        return confidenceIsLost() || inputs.stream().anyMatch(Input::drifted);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
