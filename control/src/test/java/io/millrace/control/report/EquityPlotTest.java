package io.millrace.control.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.control.report.EquityPlot.Point;
import io.millrace.domain.report.ValueCurve;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EquityPlotTest {

    @Test
    void drawsEveryPointOfAShortCurve() {
        EquityPlot plot = EquityPlot.of(curve(100, 110, 99, 121), 4);

        assertThat(plot.points())
                .containsExactly(
                        new Point(0, 100, 0),
                        new Point(1, 110, 0),
                        new Point(2, 99, 99.0 / 110 - 1),
                        new Point(3, 121, 0));
        assertThat(plot.deepest()).isEqualTo(2);
    }

    @Test
    void hasNoDeepestPointWhenEquityNeverFell() {
        assertThat(EquityPlot.of(curve(1, 1, 2), 10).deepest()).isEqualTo(-1);
        assertThat(EquityPlot.of(null, 10).points()).isEmpty();
    }

    @Test
    void ofSeveralMarksAtOneInstantTheLastCounts() {
        ValueCurve twice = ValueCurve.of(new long[] {1, 1, 2}, new double[] {5, 6, 7});

        assertThat(EquityPlot.of(twice, 10).points())
                .extracting(Point::equity)
                .containsExactly(6.0, 7.0);
    }

    @Test
    void aMarkLastsUntilTheNextOne() {
        ValueCurve rare = ValueCurve.of(new long[] {0, 60, 600}, new double[] {5, 6, 7});

        assertThat(EquityPlot.of(rare, 10).points())
                .extracting(Point::atMillis, Point::equity)
                .containsExactly(
                        tuple(0L, 5.0), tuple(60L, 6.0), tuple(540L, 6.0), tuple(600L, 7.0));
        assertThat(EquityPlot.of(rare, 10).marks()).isEqualTo(3);
    }

    @Property(tries = 50)
    void thinningKeepsTheExtremesAndTheEnds(
            @ForAll long seed, @ForAll @IntRange(min = 500, max = 5000) int size) {
        List<Point> all = EquityPlot.of(walk(seed, size), size).points();
        EquityPlot thin = EquityPlot.of(walk(seed, size), 200);

        Comparator<Point> byEquity = Comparator.comparingDouble(Point::equity);
        Comparator<Point> byDrawdown = Comparator.comparingDouble(Point::drawdown);
        assertThat(thin.marks()).isEqualTo(size);
        assertThat(thin.points()).hasSizeLessThanOrEqualTo(200).isSubsetOf(all);
        assertThat(thin.points()).isSortedAccordingTo(Comparator.comparingLong(Point::atMillis));
        assertThat(thin.points().get(0)).isEqualTo(all.get(0));
        assertThat(thin.points()).last().isEqualTo(all.get(size - 1));
        assertThat(thin.points().stream().max(byEquity)).isEqualTo(all.stream().max(byEquity));
        assertThat(thin.points().stream().min(byEquity)).isEqualTo(all.stream().min(byEquity));
        assertThat(thin.points().get(thin.deepest()).drawdown())
                .isEqualTo(all.stream().min(byDrawdown).orElseThrow().drawdown());
    }

    @Test
    void aSpikeOfOneMarkSurvivesAnywhere() {
        for (int at = 1; at < 999; at++) {
            double[] flat = new double[1000];
            Arrays.fill(flat, 100);
            flat[at] = 1;

            assertThat(EquityPlot.of(curve(flat), 50).points())
                    .contains(new Point(at, 1, 0.01 - 1));
        }
    }

    private static ValueCurve walk(long seed, int size) {
        Random random = new Random(seed);
        double[] values = new double[size];
        double value = 1000;
        for (int i = 0; i < size; i++) {
            value *= 1 + random.nextGaussian() / 100;
            values[i] = value;
        }
        return curve(values);
    }

    private static ValueCurve curve(double... values) {
        long[] times = new long[values.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = i;
        }
        return ValueCurve.of(times, values);
    }
}
