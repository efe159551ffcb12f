package io.millrace.domain.model;

import java.io.Serializable;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Whether one artifact's predictions for one symbol still deserve a vote. What stops it stays until
 * another artifact answers.
 *
 * @param artifact version and hash that answered last
 * @param lastMillis end of the last bar seen
 * @param stopped why it lost its vote; absent while it has it
 */
public record ModelHealth(
        String artifact,
        long lastMillis,
        Calibration calibration,
        ConfidenceDrift drift,
        @Nullable String stopped) {

    /**
     * What is still healthy.
     *
     * @param window predictions that are looked at
     * @param leastCoverage of q10 to q90, which should be 0.8
     * @param mostCoverage above it the model says nothing
     * @param mostFall of the median confidence, as a fraction of what it was at first
     */
    public record Bounds(int window, double leastCoverage, double mostCoverage, double mostFall)
            implements Serializable {}

    public static ModelHealth fresh() {
        return new ModelHealth(
                "", Long.MIN_VALUE, Calibration.empty(), ConfidenceDrift.empty(), null);
    }

    /**
     * The state after a bar and what was answered at its end. Reads nothing of the bar into a
     * judgement about a prediction made at that bar.
     */
    public ModelHealth next(
            long startMillis, long endMillis, double close, ModelAnswer answer, Bounds bounds) {
        Prediction said = answer.prediction();
        boolean another = said != null && !answer.artifact().equals(artifact);
        ModelHealth before = another ? fresh() : this;
        Calibration resolved =
                before.calibration.next(close, startMillis == before.lastMillis, bounds.window());
        if (said == null) {
            return new ModelHealth(artifact, endMillis, resolved, drift, stopped);
        }
        ConfidenceDrift felt =
                said.horizons().isEmpty()
                        ? before.drift
                        : before.drift.with(said.horizons().get(0).confidence(), bounds.window());
        String why = before.stopped;
        return new ModelHealth(
                answer.artifact(),
                endMillis,
                resolved.with(said, close),
                felt,
                why == null ? objection(resolved, felt, bounds) : why);
    }

    private static @Nullable String objection(
            Calibration calibration, ConfidenceDrift drift, Bounds bounds) {
        OptionalDouble coverage = calibration.coverage(bounds.window());
        if (coverage.isPresent()
                && (coverage.getAsDouble() < bounds.leastCoverage()
                        || coverage.getAsDouble() > bounds.mostCoverage())) {
            return "CALIBRATION: coverage of q10 to q90 "
                    + coverage.getAsDouble()
                    + " (expected: "
                    + bounds.leastCoverage()
                    + " to "
                    + bounds.mostCoverage()
                    + ")";
        }
        OptionalDouble fall = drift.fall();
        if (fall.isPresent() && fall.getAsDouble() >= bounds.mostFall()) {
            return "DRIFT: median confidence fell by "
                    + fall.getAsDouble()
                    + " (expected: less than "
                    + bounds.mostFall()
                    + ")";
        }
        return null;
    }
}
