package io.millrace.domain.risk;

import io.millrace.domain.feature.ReturnWindow;
import java.util.OptionalDouble;

/** Pearson's correlation of two symbols' returns over the bar ends that both have. */
final class Correlation {

    private Correlation() {}

    /** Empty below {@code minCommon} common bars, or when one of the two has not moved. */
    static OptionalDouble of(ReturnWindow left, ReturnWindow right, int minCommon) {
        long[] leftEnds = left.endMillis();
        long[] rightEnds = right.endMillis();
        double[] xs = left.returns();
        double[] ys = right.returns();
        int n = 0;
        double sumX = 0;
        double sumY = 0;
        double sumXx = 0;
        double sumYy = 0;
        double sumXy = 0;
        for (int i = 0, j = 0; i < leftEnds.length && j < rightEnds.length; ) {
            if (leftEnds[i] < rightEnds[j]) {
                i++;
            } else if (leftEnds[i] > rightEnds[j]) {
                j++;
            } else {
                double x = xs[i++];
                double y = ys[j++];
                n++;
                sumX += x;
                sumY += y;
                sumXx += x * x;
                sumYy += y * y;
                sumXy += x * y;
            }
        }
        double spread = (n * sumXx - sumX * sumX) * (n * sumYy - sumY * sumY);
        return n < minCommon || !(spread > 0)
                ? OptionalDouble.empty()
                : OptionalDouble.of((n * sumXy - sumX * sumY) / Math.sqrt(spread));
    }
}
