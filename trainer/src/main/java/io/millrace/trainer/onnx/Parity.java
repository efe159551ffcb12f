package io.millrace.trainer.onnx;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How far an exported model's forecasts are from the trainer's. */
public record Parity(List<Comparison> comparisons) {

    /** The largest difference that is let through. */
    public static final double LIMIT = 1e-5;

    public Parity {
        comparisons = List.copyOf(comparisons);
    }

    /**
     * Windows of one kind in batches of one size.
     *
     * @param windows what they are
     * @param batch windows in a batch
     * @param quantiles largest difference of a quantile, as a share of the horizon's usual return
     * @param attention largest difference of a share of attention
     * @param variableWeights largest difference of a variable's share
     * @param ordered whether all quantiles ascend
     */
    public record Comparison(
            String windows,
            int batch,
            double quantiles,
            double attention,
            double variableWeights,
            boolean ordered) {

        double largest() {
            return Math.max(quantiles, Math.max(attention, variableWeights));
        }

        boolean holds() {
            // not "greater than": NaN is no agreement
            return ordered && largest() <= LIMIT;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%s windows, batch %d: quantiles %.2g, attention %.2g, variables %.2g%s",
                    windows,
                    batch,
                    quantiles,
                    attention,
                    variableWeights,
                    ordered ? "" : ", quantiles out of order");
        }
    }

    public boolean holds() {
        return comparisons.stream().allMatch(Comparison::holds);
    }

    /** The largest difference anywhere. */
    public double largest() {
        return comparisons.stream()
                .map(Comparison::largest)
                .max(Comparator.naturalOrder())
                .orElse(Double.NaN);
    }

    /** One line for each comparison. */
    public String table() {
        return comparisons.stream()
                .map(Comparison::toString)
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
