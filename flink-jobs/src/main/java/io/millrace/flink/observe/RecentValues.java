package io.millrace.flink.observe;

import java.util.Arrays;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.HistogramStatistics;

/** The newest {@value #KEPT} values, in thousandths or whatever else they are measured in. */
public final class RecentValues implements Histogram {

    static final int KEPT = 1_000;

    private final double unit;
    private final long[] values = new long[KEPT];
    private long count;

    RecentValues(double unit) {
        this.unit = unit;
    }

    @Override
    public synchronized void update(long value) {
        values[(int) (count % KEPT)] = value;
        count++;
    }

    @Override
    public synchronized long getCount() {
        return count;
    }

    @Override
    public synchronized HistogramStatistics getStatistics() {
        long[] sorted = Arrays.copyOf(values, (int) Math.min(count, KEPT));
        Arrays.sort(sorted);
        return new Sorted(sorted, unit);
    }

    /** The values at one moment, in ascending order. */
    private static final class Sorted extends HistogramStatistics {

        private final long[] sorted;
        private final double unit;

        Sorted(long[] sorted, double unit) {
            this.sorted = sorted;
            this.unit = unit;
        }

        /** The smallest value that this share of the values does not exceed. */
        @Override
        public double getQuantile(double quantile) {
            if (sorted.length == 0) {
                return 0;
            }
            int rank = (int) Math.ceil(quantile * sorted.length);
            return sorted[Math.max(0, rank - 1)] / unit;
        }

        @Override
        public long[] getValues() {
            return sorted.clone();
        }

        @Override
        public int size() {
            return sorted.length;
        }

        @Override
        public double getMean() {
            return Arrays.stream(sorted).average().orElse(0) / unit;
        }

        @Override
        public double getStdDev() {
            double mean = Arrays.stream(sorted).average().orElse(0);
            double squares =
                    Arrays.stream(sorted).mapToDouble(one -> (one - mean) * (one - mean)).sum();
            return sorted.length < 2 ? 0 : Math.sqrt(squares / (sorted.length - 1)) / unit;
        }

        @Override
        public long getMax() {
            return sorted.length == 0 ? 0 : Math.round(sorted[sorted.length - 1] / unit);
        }

        @Override
        public long getMin() {
            return sorted.length == 0 ? 0 : Math.round(sorted[0] / unit);
        }
    }
}
