package io.millrace.domain.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DrawdownsTest {

    private static final long DAY = 86_400_000L;

    @Test
    void findsEveryFallAndItsRecovery() {
        Drawdowns drawdowns = Drawdowns.of(daily(100, 90, 80, 95, 100, 120, 120, 110, 119));

        assertThat(drawdowns.all())
                .containsExactly(
                        new Drawdown(1 - 80 / 100.0, 0, 2 * DAY, 4 * DAY, true),
                        new Drawdown(1 - 110 / 120.0, 6 * DAY, 7 * DAY, 8 * DAY, false));
        assertThat(drawdowns.deepest()).contains(drawdowns.all().get(0));
        assertThat(drawdowns.all().get(0).days()).isEqualTo(4);
        assertThat(drawdowns.all().get(1).days()).isEqualTo(2);
        assertThat(drawdowns.all().get(0).recoveredAtMillis()).hasValue(4 * DAY);
        assertThat(drawdowns.all().get(1).recoveredAtMillis()).isEmpty();
    }

    @Test
    void aCurveThatOnlyRisesHasNone() {
        assertThat(Drawdowns.of(daily(1, 1, 2, 3)).all()).isEmpty();
        assertThat(Drawdowns.of(daily(1, 1, 2, 3)).deepest()).isEmpty();
    }

    @Test
    void ofEqualFallsTheFirstCounts() {
        assertThat(Drawdowns.of(daily(100, 50, 100, 50)).deepest())
                .map(Drawdown::peakMillis)
                .contains(0L);
    }

    @Test
    void losingMoreThanEverythingIsLosingEverything() {
        assertThat(Drawdowns.of(daily(100, -20)).deepest()).map(Drawdown::depth).contains(1.0);
        assertThat(Drawdowns.of(daily(0, -20, -30)).all()).isEmpty();
    }

    @Property
    void theDeepestIsTheWorstOfAllPairs(@ForAll("walks") List<Double> walk) {
        double[] values = walk.stream().mapToDouble(Double::doubleValue).toArray();
        double worst = 0;
        for (int from = 0; from < values.length; from++) {
            for (int to = from; to < values.length; to++) {
                worst = Math.max(worst, 1 - values[to] / values[from]);
            }
        }
        ValueCurve curve = daily(values);

        assertThat(Drawdowns.of(curve).deepest().map(Drawdown::depth).orElse(0.0))
                .isBetween(0.0, 1.0)
                .isCloseTo(worst, within(1e-12));
        assertThat(java.util.Arrays.stream(Drawdowns.underwater(curve)).max().orElseThrow())
                .isCloseTo(worst, within(1e-12));
    }

    @Property
    void drawdownsDoNotOverlap(@ForAll("walks") List<Double> walk) {
        List<Drawdown> all =
                Drawdowns.of(daily(walk.stream().mapToDouble(Double::doubleValue).toArray())).all();

        for (int i = 1; i < all.size(); i++) {
            assertThat(all.get(i).peakMillis()).isGreaterThanOrEqualTo(all.get(i - 1).endMillis());
            assertThat(all.get(i - 1).recovered()).isTrue();
        }
    }

    @Provide
    Arbitrary<List<Double>> walks() {
        return Arbitraries.doubles().between(1, 200).ofScale(1).list().ofMinSize(1).ofMaxSize(60);
    }

    private static ValueCurve daily(double... values) {
        long[] times = new long[values.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = i * DAY;
        }
        return ValueCurve.of(times, values);
    }
}
