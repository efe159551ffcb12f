package io.millrace.domain.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Every drawdown of a curve, in the order of their peaks.
 *
 * @param all none overlaps another; only the last one may be unrecovered
 */
public record Drawdowns(List<Drawdown> all) {

    public Drawdowns {
        all = List.copyOf(all);
    }

    /** The drawdowns of a curve; a curve that was never above zero has none. */
    public static Drawdowns of(ValueCurve curve) {
        List<Drawdown> found = new ArrayList<>();
        int peak = 0;
        int trough = 0;
        for (int i = 1; i < curve.size(); i++) {
            double value = curve.valueAt(i);
            if (value >= curve.valueAt(peak)) {
                close(curve, peak, trough, i, true, found);
                peak = i;
                trough = i;
            } else if (value < curve.valueAt(trough)) {
                trough = i;
            }
        }
        close(curve, peak, trough, curve.size() - 1, false, found);
        return new Drawdowns(found);
    }

    /** The deepest one, the earliest of equals; empty when the curve never fell. */
    public Optional<Drawdown> deepest() {
        return all.stream()
                .max(
                        Comparator.comparingDouble(Drawdown::depth)
                                .thenComparing(
                                        Comparator.comparingLong(Drawdown::peakMillis).reversed()));
    }

    /** How far below its highest value so far each point of a curve is, as a fraction of it. */
    public static double[] underwater(ValueCurve curve) {
        double[] depths = new double[curve.size()];
        double peak = curve.first();
        for (int i = 0; i < depths.length; i++) {
            peak = Math.max(peak, curve.valueAt(i));
            depths[i] = peak > 0 ? depth(peak, curve.valueAt(i)) : 0;
        }
        return depths;
    }

    private static void close(
            ValueCurve curve,
            int peak,
            int trough,
            int end,
            boolean recovered,
            List<Drawdown> found) {
        if (trough == peak || curve.valueAt(peak) <= 0) {
            return;
        }
        found.add(
                new Drawdown(
                        depth(curve.valueAt(peak), curve.valueAt(trough)),
                        curve.timeAt(peak),
                        curve.timeAt(trough),
                        curve.timeAt(end),
                        recovered));
    }

    private static double depth(double peak, double value) {
        return Math.min(1, 1 - value / peak);
    }
}
