package io.millrace.flink.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.domain.config.Settings;
import io.millrace.domain.ensemble.Observation;
import io.millrace.domain.feature.Feature;
import io.millrace.domain.feature.FeatureState;
import io.millrace.domain.feature.FeatureVector;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.SessionCalendar;
import io.millrace.testkit.KeyedOperator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ta4j.core.BarSeries;
import org.ta4j.core.indicators.volume.VWAPIndicator;

class FeatureFunctionTest {

    private static final Path LEAN =
            Path.of(System.getProperty("project.root"), "..", "shared", "data", "lean-indicators");
    private static final ExtraFeatures EXTRAS =
            extras(
                    40,
                    List.of(
                            Map.of("name", "cci_20", "ta4j", "CCIIndicator", "params", List.of(20)),
                            Map.of("name", "ema_9", "ta4j", "EMAIndicator", "params", List.of(9))));

    @Provide
    Arbitrary<List<Bar>> tapes() {
        return MinuteTapes.ofTwoSymbols(150);
    }

    @Property(tries = 40)
    void restoringAtAnyBarChangesNothing(
            @ForAll("tapes") List<Bar> tape, @ForAll @IntRange(max = 150) int cut)
            throws Exception {
        var operator = operator(ExtraFeatures.none());

        assertThat(operator.runCutAt(tape, cut)).isEqualTo(operator.run(tape));
    }

    @Property(tries = 40)
    void restoringAtAnyBarChangesNoConfiguredFeature(
            @ForAll("tapes") List<Bar> tape, @ForAll @IntRange(max = 150) int cut)
            throws Exception {
        var operator = operator(EXTRAS);

        assertThat(operator.runCutAt(tape, cut)).isEqualTo(operator.run(tape));
    }

    @Property(tries = 30)
    void cuttingTheTapeShortChangesNothingBefore(
            @ForAll("tapes") List<Bar> tape, @ForAll @IntRange(max = 150) int cut)
            throws Exception {
        int known = Math.min(cut, tape.size());
        var operator = operator(EXTRAS);

        assertThat(operator.run(tape.subList(0, known)))
                .isEqualTo(operator.run(tape).subList(0, known));
    }

    @Property(tries = 30)
    void aSymbolIsNotTouchedByAnother(@ForAll("tapes") List<Bar> tape) throws Exception {
        List<Bar> alone = tape.stream().filter(bar -> bar.symbol().equals("AAPL")).toList();
        var operator = operator(EXTRAS);

        assertThat(operator.run(tape))
                .filteredOn(seen -> seen.bar().symbol().equals("AAPL"))
                .isEqualTo(operator.run(alone));
    }

    @Example
    void itsStateAndItsMessagesNeverFallBackToKryo() {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(FeatureState.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(BarWindow.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(Observation.class);
    }

    /** TA4J's own average over exactly the bars of the session is the oracle. */
    @Example
    void theDistanceFromTheSessionsAverageIsTa4js() throws Exception {
        List<Bar> tape =
                MinuteTapes.restless(700).stream()
                        .filter(bar -> bar.symbol().equals("AAPL"))
                        .toList();
        SessionCalendar calendar = Market.XNYS.calendar();
        BarWindow session = BarWindow.empty(400);
        long open = 0;
        int compared = 0;
        for (Observation seen : operator(ExtraFeatures.none()).run(tape)) {
            long now = calendar.sessionAt(seen.bar().startMillis()).orElseThrow().openMillis();
            session = (now == open ? session : BarWindow.empty(400)).plus(seen.bar());
            open = now;
            BarSeries series = session.series(session.count());
            double average =
                    new VWAPIndicator(series, session.count())
                            .getValue(series.getEndIndex())
                            .doubleValue();
            if (!Double.isNaN(average)) {
                assertThat(seen.features().value(Feature.VWAP_DISTANCE).getAsDouble())
                        .isCloseTo(seen.bar().close() / average - 1, within(1e-9));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(300);
    }

    @ParameterizedTest(name = "{2} over {0}")
    @CsvSource({
        "spy_with_cci.txt,        Commodity Channel Index (CCI) 14, CCIIndicator, 14, 1e-2",
        "spy_with_stoch12k3.txt,  Stochastics 12 %K 3,              SMAIndicator, 3,  1e-3",
    })
    void aConfiguredFeatureAgreesWithLeansFile(
            String file, String column, String indicator, int param, double tolerance)
            throws Exception {
        List<String> lines = lines(file);
        Map<String, Object> section =
                indicator.equals("SMAIndicator")
                        ? Map.of(
                                "name",
                                "extra",
                                "ta4j",
                                indicator,
                                "params",
                                List.of(param),
                                "of",
                                Map.of(
                                        "ta4j",
                                        "StochasticOscillatorKIndicator",
                                        "params",
                                        List.of(12)))
                        : Map.of("name", "extra", "ta4j", indicator, "params", List.of(param));
        int place = List.of(lines.get(0).split(",", -1)).indexOf(column);
        List<Observation> seen = operator(extras(60, List.of(section))).run(bars(lines));

        int compared = 0;
        for (int row = 60; row < seen.size(); row++) {
            double expected = Double.parseDouble(lines.get(row + 1).split(",", -1)[place]);
            assertThat(seen.get(row).features().value(FeatureVector.BUILT_IN).getAsDouble())
                    .as("row %d", row)
                    .isCloseTo(expected, within(tolerance));
            compared++;
        }
        assertThat(compared).isGreaterThan(300);
    }

    private static List<String> lines(String file) throws IOException {
        Path path = LEAN.resolve(file);
        assumeTrue(Files.exists(path), () -> "no Lean files here: " + path);
        return Files.readAllLines(path).stream().filter(line -> !line.isBlank()).toList();
    }

    private static List<Bar> bars(List<String> lines) {
        List<Bar> bars = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            long start = bars.size() * 86_400_000L + 1_700_000_000_000L;
            bars.add(
                    new Bar(
                            "SPY",
                            start,
                            start + 60_000,
                            Double.parseDouble(cells[1]),
                            Double.parseDouble(cells[2]),
                            Double.parseDouble(cells[3]),
                            Double.parseDouble(cells[4]),
                            0));
        }
        return bars;
    }

    private static ExtraFeatures extras(int window, List<Map<String, Object>> sections) {
        Settings settings = new Settings(Map.of("features", sections, "ta4j.window", window));
        ExtraFeatures extras = ExtraFeatures.from(settings);
        settings.finish();
        return extras;
    }

    private static KeyedOperator<String, Bar, Observation> operator(ExtraFeatures extras) {
        return new KeyedOperator<>(
                () -> new FeatureFunction(Market.XNYS, extras),
                Bar::symbol,
                Types.STRING,
                Bar::endMillis);
    }
}
