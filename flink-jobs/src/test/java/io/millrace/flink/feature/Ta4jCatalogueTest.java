package io.millrace.flink.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ta4j.core.Indicator;

class Ta4jCatalogueTest {

    /** Guesses at parameters, tried in turn on every indicator. */
    private static final List<List<Object>> GUESSES =
            List.of(
                    List.of(),
                    List.of(14),
                    List.of(12, 26),
                    List.of(20, 2.0),
                    List.of(5, 10, 15),
                    List.of(5, 10, 0.5),
                    List.of(0.5, 20),
                    List.of("day"),
                    List.of(new Ta4jSpec("SMAIndicator", null, List.of(10))),
                    List.of(new Ta4jSpec("SMAIndicator", null, List.of(10)), 14),
                    List.of(
                            new Ta4jSpec("SMAIndicator", null, List.of(5)),
                            new Ta4jSpec("SMAIndicator", null, List.of(10))));

    /** What is made from other indicators of a certain class. */
    private static final Map<String, List<Object>> NESTED = nested();

    /** Made from Java functions or a few fixed values, or not a number. */
    private static final List<String> NOT_AVAILABLE =
            List.of(
                    "BooleanTransformIndicator",
                    "CombineIndicator",
                    "DateTimeIndicator",
                    "FixedBooleanIndicator",
                    "FixedDecimalIndicator",
                    "FixedIndicator",
                    "NumIndicator",
                    "TradeCountIndicator",
                    "TransformIndicator");

    private static Map<String, List<Object>> nested() {
        Ta4jSpec average = new Ta4jSpec("SMAIndicator", null, List.of(20));
        Ta4jSpec deviation = new Ta4jSpec("StandardDeviationIndicator", null, List.of(20));
        Ta4jSpec middle = new Ta4jSpec("BollingerBandsMiddleIndicator", average, List.of());
        List<Object> bands = List.of(middle, deviation);
        Ta4jSpec upper = new Ta4jSpec("BollingerBandsUpperIndicator", null, bands);
        Ta4jSpec lower = new Ta4jSpec("BollingerBandsLowerIndicator", null, bands);
        Ta4jSpec channel = new Ta4jSpec("KeltnerChannelMiddleIndicator", null, List.of(20));
        Ta4jSpec pivot = new Ta4jSpec("PivotPointIndicator", null, List.of("barbased"));
        Ta4jSpec deMark = new Ta4jSpec("DeMarkPivotPointIndicator", null, List.of("barbased"));
        return Map.of(
                "BollingerBandsUpperIndicator", bands,
                "BollingerBandsLowerIndicator", bands,
                "BollingerBandWidthIndicator", List.of(upper, middle, lower),
                "KeltnerChannelUpperIndicator", List.of(channel, 2, 10),
                "KeltnerChannelLowerIndicator", List.of(channel, 2, 10),
                "MVWAPIndicator", List.of(new Ta4jSpec("VWAPIndicator", null, List.of(20)), 10),
                "ConvergenceDivergenceIndicator",
                        List.of(average, deviation, 10, "positive-convergent"),
                "DeMarkReversalIndicator", List.of(deMark, "resistance"),
                "FibonacciReversalIndicator", List.of(pivot, "factor-1", "support"),
                "StandardReversalIndicator", List.of(pivot, "resistance-1"));
    }

    @Test
    void listsEveryIndicatorInTa4jsJar() throws Exception {
        assertThat(Ta4jCatalogue.names()).containsExactlyElementsOf(inTheJar());
    }

    @ParameterizedTest(name = "{0}: perhaps {1}")
    @CsvSource({
        "CCI,             CCIIndicator",
        "CCIndicator,     CCIIndicator",
        "rsi,             RSIIndicator",
        "StochasticK,     StochasticRSIIndicator",
        "OnBalanceVolum,  OnBalanceVolumeIndicator",
    })
    void suggestsWhatWasProbablyMeant(String written, String meant) {
        assertThat(Ta4jCatalogue.nearest(written)).contains(meant);
    }

    @Test
    void everyIndicatorOfNumbersCanBeMadeFromAConfiguration() {
        assertThat(Ta4jCatalogue.names())
                .filteredOn(
                        name -> attempts(name).stream().noneMatch(params -> works(name, params)))
                .isEqualTo(NOT_AVAILABLE);
    }

    private static List<List<Object>> attempts(String name) {
        List<Object> nested = NESTED.get(name);
        return nested == null ? GUESSES : List.of(nested);
    }

    private static boolean works(String name, List<Object> params) {
        Ta4jSpec spec = new Ta4jSpec(name, null, params);
        try {
            return Ta4jReadiness.of(spec, Ta4jRecipe.of(spec), 120) >= 1;
        } catch (Ta4jMistake mistake) {
            return false;
        }
    }

    private static Set<String> inTheJar() throws IOException, URISyntaxException {
        Path jar =
                Path.of(
                        Indicator.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith("org/ta4j/core/indicators/"))
                    .filter(name -> name.endsWith(".class") && !name.contains("$"))
                    .map(name -> name.replace(".class", "").replace('/', '.'))
                    .filter(Ta4jCatalogueTest::isUsable)
                    .map(name -> name.substring(name.lastIndexOf('.') + 1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static boolean isUsable(String name) {
        try {
            Class<?> type = Class.forName(name, false, Indicator.class.getClassLoader());
            return Indicator.class.isAssignableFrom(type)
                    && Modifier.isPublic(type.getModifiers())
                    && !Modifier.isAbstract(type.getModifiers())
                    && type.getConstructors().length > 0;
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
