package io.millrace.flink.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.metrics.HistogramStatistics;
import org.junit.jupiter.api.Test;

class RecentValuesTest {

    @Test
    void quantilesAreNearestRanksInTheMetricsUnit() {
        RecentValues millis = new RecentValues(1_000);
        for (long value = 100; value >= 1; value--) {
            millis.update(value);
        }

        HistogramStatistics statistics = millis.getStatistics();

        assertThat(statistics.getQuantile(0.5)).isEqualTo(0.050);
        assertThat(statistics.getQuantile(0.95)).isEqualTo(0.095);
        assertThat(statistics.getQuantile(0.999)).isEqualTo(0.1);
        assertThat(statistics.getMean()).isEqualTo(0.0505);
        assertThat(statistics.size()).isEqualTo(100);
        assertThat(millis.getCount()).isEqualTo(100);
    }

    @Test
    void onlyTheNewestThousandCountAndAllAreCounted() {
        RecentValues values = new RecentValues(1);
        values.update(1_000_000);
        for (int i = 0; i < RecentValues.KEPT; i++) {
            values.update(7);
        }

        assertThat(values.getStatistics().getQuantile(1)).isEqualTo(7);
        assertThat(values.getStatistics().getStdDev()).isZero();
        assertThat(values.getCount()).isEqualTo(1_001);
    }

    @Test
    void nothingMeasuredIsZeroAndNoFailure() {
        HistogramStatistics statistics = new RecentValues(1).getStatistics();

        assertThat(statistics.getQuantile(0.5)).isZero();
        assertThat(statistics.getMax()).isZero();
        assertThat(statistics.getMean()).isZero();
    }
}
