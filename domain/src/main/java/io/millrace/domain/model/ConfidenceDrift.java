package io.millrace.domain.model;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How sure a model is of itself lately, against how sure it was at first.
 *
 * @param baseline median of its first window of confidences; absent until that is full
 * @param recent its latest confidences, oldest first, at most a window
 */
public record ConfidenceDrift(@Nullable Double baseline, List<Double> recent) {

    public static ConfidenceDrift empty() {
        return new ConfidenceDrift(null, List.of());
    }

    /** The state after one more prediction of that confidence. */
    public ConfidenceDrift with(double confidence, int window) {
        List<Double> latest = new ArrayList<>(recent);
        latest.add(confidence);
        int from = Math.max(0, latest.size() - window);
        List<Double> kept = List.copyOf(latest.subList(from, latest.size()));
        Double first = baseline;
        if (first == null && kept.size() == window) {
            first = median(kept);
        }
        return new ConfidenceDrift(first, kept);
    }

    /**
     * By which fraction of the baseline the median has fallen; empty while there is no baseline.
     */
    public OptionalDouble fall() {
        Double first = baseline;
        if (first == null || !(first > 0)) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(1 - median(recent) / first);
    }

    static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
