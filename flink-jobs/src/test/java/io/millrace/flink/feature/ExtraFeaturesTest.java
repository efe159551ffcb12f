package io.millrace.flink.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.config.InvalidConfiguration;
import io.millrace.domain.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtraFeaturesTest {

    @ParameterizedTest(name = "{0} of {1} is ready after {2} bars")
    @CsvSource({
        // a finite memory is found out, whatever the indicator says of itself
        "CCIIndicator,               20, 20",
        "SMAIndicator,               50, 50",
        "PercentBIndicator,          '20;2', 20",
        "AwesomeOscillatorIndicator, '', 34",
        "ROCIndicator,               10, 11",
        // one that never forgets goes by its period
        "RSIIndicator,               14, 15",
        "EMAIndicator,               30, 30",
        "MACDIndicator,              '12;26', 26",
    })
    void isReadyWhenTheWindowNoLongerMatters(String indicator, String params, int bars) {
        List<Object> list =
                params.isEmpty() ? List.of() : List.<Object>of((Object[]) params.split(";", -1));

        assertThat(usable(section("extra", indicator, list)).features().get(0).readyAfter())
                .isBetween(bars - 1, bars + 1);
    }

    @Test
    void namesEveryMistakeAtOnceAndWhatWasProbablyMeant() {
        Settings settings =
                new Settings(
                        Map.of(
                                "ta4j.window",
                                100,
                                "features",
                                List.of(
                                        section("cci_20", "CCIndicator", List.of(20)),
                                        section("rsi_14", "RSIIndicator", List.of(14)),
                                        section("good", "RSIIndicator", List.of(7)),
                                        section("good", "RSIIndicator", List.of(8)),
                                        section("Bad Name", "RSIIndicator", List.of(9)),
                                        section("two", "CCIIndicator", List.of(20, 3)),
                                        section("half", "CCIIndicator", List.of(20.5)),
                                        section("slow", "SMAIndicator", List.of(101)),
                                        section("zero", "DateTimeIndicator", List.of()),
                                        Map.of("name", "x", "ta4j", "SMAIndicator", "period", 3),
                                        Map.of("name", "y"))));
        ExtraFeatures.from(settings);

        assertThatThrownBy(settings::finish)
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContainingAll(
                        "features[0]: CCIndicator (expected: an indicator of TA4J, perhaps CCI",
                        "features[1].name: rsi_14 (expected: a name that no other feature has)",
                        "features[3].name: good (expected: a name that no other feature has)",
                        "features[4].name: Bad Name (expected: small letters, digits and _)",
                        "features[5]: CCIIndicator with params [20, 3] (expected: one of (int))",
                        "features[6]: CCIIndicator with params [20.5] (expected: one of (int))",
                        "features[7]: SMAIndicator needs 101 bars (expected: at most ta4j.window",
                        "features[8]: DateTimeIndicator of ZonedDateTime (expected: an indicator",
                        "features[9]: period (expected: name, ta4j, params or of)",
                        "features[10]: ta4j null (expected: the class name of a TA4J indicator)")
                .hasMessageNotContaining("features[2]");
    }

    @Test
    void refusesMoreFeaturesThanAVectorHolds() {
        List<Map<String, Object>> sections = new ArrayList<>();
        for (int i = 0; i <= ExtraFeatures.MOST; i++) {
            sections.add(section("extra_" + i, "SMAIndicator", List.of(2)));
        }
        Settings settings = settings(sections);
        ExtraFeatures.from(settings);

        assertThatThrownBy(settings::finish)
                .hasMessageContaining("features: 37 (expected: at most 36)");
    }

    @Test
    void makesIndicatorsOfIndicators() {
        Map<String, Object> middle =
                Map.of(
                        "ta4j",
                        "BollingerBandsMiddleIndicator",
                        "of",
                        Map.of("ta4j", "SMAIndicator", "params", List.of(20)));
        Map<String, Object> deviation =
                Map.of("ta4j", "StandardDeviationIndicator", "params", List.of(20));

        ExtraFeatures extras =
                usable(
                        section(
                                "upper",
                                "BollingerBandsUpperIndicator",
                                List.of(middle, deviation, 2)));

        assertThat(extras.labels()).endsWith("average_session_volume", "upper");
        assertThat(extras.features().get(0).readyAfter()).isEqualTo(20);
    }

    private static ExtraFeatures usable(Map<String, Object> section) {
        Settings settings = settings(List.of(section));
        ExtraFeatures extras = ExtraFeatures.from(settings);
        settings.finish();
        return extras;
    }

    private static Settings settings(List<Map<String, Object>> sections) {
        return new Settings(Map.of("features", sections));
    }

    private static Map<String, Object> section(String name, String indicator, List<?> params) {
        return Map.of("name", name, "ta4j", indicator, "params", params);
    }
}
