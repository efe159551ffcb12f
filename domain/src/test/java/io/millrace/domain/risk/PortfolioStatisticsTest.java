package io.millrace.domain.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.domain.feature.ReturnWindow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortfolioStatisticsTest {

    /** F. J. Anscombe, "Graphs in Statistical Analysis" (1973): all four correlate at 0.816. */
    @ParameterizedTest
    @CsvSource({
        "10 8 13 9 11 14 6 4 12 7 5, 8.04 6.95 7.58 8.81 8.33 9.96 7.24 4.26 10.84 4.82 5.68, 0.81642",
        "10 8 13 9 11 14 6 4 12 7 5, 9.14 8.14 8.74 8.77 9.26 8.10 6.13 3.10 9.13 7.26 4.74, 0.81624",
        "10 8 13 9 11 14 6 4 12 7 5, 7.46 6.77 12.74 7.11 7.81 8.84 6.08 5.39 8.15 6.42 5.73, 0.81629",
        "8 8 8 8 8 8 8 19 8 8 8, 6.58 5.76 7.71 8.84 8.47 7.04 5.25 12.5 5.56 7.91 6.89, 0.81652",
    })
    void correlatesAnscombesQuartetAsPublished(String x, String y, double published) {
        assertThat(Correlation.of(window(x), window(y), 11).orElseThrow())
                .isCloseTo(published, within(5e-6));
    }

    @Test
    void correlatesOnlyOverBarsThatBothHave() {
        ReturnWindow left = ReturnWindow.empty().with(1, 5).with(2, 1).with(3, 2).with(5, 3);
        ReturnWindow right = ReturnWindow.empty().with(2, 2).with(3, 4).with(4, 9).with(5, 6);

        assertThat(Correlation.of(left, right, 3).orElseThrow()).isCloseTo(1, within(1e-12));
        assertThat(Correlation.of(right, left, 3).orElseThrow()).isCloseTo(1, within(1e-12));
        assertThat(Correlation.of(left, right, 4)).isEmpty();
    }

    @Test
    void saysNothingAboutWhatDoesNotMove() {
        ReturnWindow still = ReturnWindow.empty().with(1, 0).with(2, 0).with(3, 0);
        ReturnWindow moving = ReturnWindow.empty().with(1, 1).with(2, 2).with(3, 4);

        assertThat(Correlation.of(still, moving, 1)).isEmpty();
        assertThat(Correlation.of(ReturnWindow.empty(), ReturnWindow.empty(), 0)).isEmpty();
    }

    @ParameterizedTest(name = "the worst {0} of {1} bars")
    @CsvSource({
        "0.95, 60, 3",
        "0.95, 40, 2",
        "0.95, 41, 3",
        "0.95, 20, 1",
        "0.95, 3, 1",
        "0.9, 50, 5"
    })
    void takesTheWorstShareRoundedUp(double confidence, int bars, int tail) {
        ReturnWindow window = Scene.window(bars, bar -> -(bar + 1) / 1000.0);
        double worst = 0;
        for (int i = 0; i < tail; i++) {
            worst += (bars - i) / 1000.0;
        }

        assertThat(TailLoss.of(List.of(), exposure("A", 1000, window), confidence))
                .isCloseTo(1000 * worst / tail, within(1e-9));
    }

    @Test
    void addsUpSymbolsAtTheSameBarEndAndLetsTheOthersStandStill() {
        ReturnWindow one = ReturnWindow.empty().with(10, -0.01).with(20, -0.02).with(30, 0.5);
        ReturnWindow two = ReturnWindow.empty().with(5, -0.04).with(20, -0.03);

        double loss = TailLoss.of(List.of(exposure("A", 100, one)), exposure("B", 1000, two), 0.95);

        assertThat(loss).isCloseTo(40, within(1e-9));
        assertThat(TailLoss.of(List.of(exposure("A", 100, one)), exposure("B", 1000, two), 0.5))
                .isCloseTo((40 + 32) / 2.0, within(1e-9));
    }

    @Test
    void gainsInTheTailAreNegativeLosses() {
        ReturnWindow window = Scene.window(20, bar -> 0.01);

        assertThat(TailLoss.of(List.of(), exposure("A", 100, window), 0.95))
                .isCloseTo(-1, within(1e-12));
    }

    /** R. T. Rockafellar, S. Uryasev (2000): the minimum over z of z + E[(loss - z)+] / (1 - c). */
    @Property(tries = 200)
    void agreesWithRockafellarAndUryasev(@ForAll("books") List<Exposure> book) {
        Exposure added = book.get(book.size() - 1);
        List<Exposure> rest = book.subList(0, book.size() - 1);
        double[] losses = newestLosses(book);
        double share = Math.ceil(0.05 * losses.length - 1e-9) / losses.length;
        double least = Double.POSITIVE_INFINITY;
        for (double z : losses) {
            double excess = Arrays.stream(losses).map(loss -> Math.max(loss - z, 0)).sum();
            least = Math.min(least, z + excess / (share * losses.length));
        }

        assertThat(TailLoss.of(rest, added, 0.95)).isCloseTo(least, within(1e-6));
    }

    @Provide
    Arbitrary<List<Exposure>> books() {
        Arbitrary<Map<Long, Double>> tapes =
                Arbitraries.maps(
                                Arbitraries.longs().between(0, 100),
                                Arbitraries.doubles().between(-0.1, 0.1))
                        .ofMinSize(1)
                        .ofMaxSize(80);
        Arbitrary<Exposure> exposures =
                tapes.map(
                        tape -> {
                            ReturnWindow window = ReturnWindow.empty();
                            for (Map.Entry<Long, Double> one : new TreeMap<>(tape).entrySet()) {
                                window = window.with(one.getKey(), one.getValue());
                            }
                            return exposure("X", 1000 + tape.size(), window);
                        });
        Arbitrary<Exposure> inStep =
                Arbitraries.doubles()
                        .between(-0.1, 0.1)
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(60)
                        .map(
                                tape ->
                                        exposure(
                                                "X",
                                                1000 + tape.size(),
                                                Scene.window(tape.size(), tape::get)));
        return Arbitraries.oneOf(exposures, inStep)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .flatMap(
                        mixed ->
                                inStep.list()
                                        .ofMinSize(1)
                                        .ofMaxSize(5)
                                        .map(aligned -> aligned.size() > 2 ? aligned : mixed));
    }

    private static double[] newestLosses(List<Exposure> book) {
        TreeMap<Long, Double> byEnd = new TreeMap<>();
        for (Exposure exposure : book) {
            ReturnWindow window = exposure.returns();
            for (int i = 0; i < window.size(); i++) {
                byEnd.merge(
                        window.endMillis()[i],
                        -exposure.value().doubleValue() * window.returns()[i],
                        Double::sum);
            }
        }
        List<Double> newestFirst = new ArrayList<>(byEnd.descendingMap().values());
        return newestFirst.stream()
                .limit(ReturnWindow.LENGTH)
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    private static ReturnWindow window(String values) {
        ReturnWindow window = ReturnWindow.empty();
        long end = 0;
        for (String value : values.split(" ", -1)) {
            window = window.with(end++, Double.parseDouble(value));
        }
        return window;
    }

    private static Exposure exposure(String symbol, double value, ReturnWindow window) {
        return new Exposure(symbol, BigDecimal.valueOf(value), window);
    }
}
