package io.millrace.domain.ensemble;

import static io.millrace.domain.ensemble.Observations.complaintAbout;
import static io.millrace.domain.ensemble.Observations.configured;
import static io.millrace.domain.ensemble.Observations.passing;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.alpha.AlphaName;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachabilityTest {

    private static final String DIRECTIONS = "UFD-";

    @Test
    void whatIsConfiguredByDefaultIsUsable() {
        assertThat(complaintAbout(Map.of())).isEmpty();
        assertThat(complaintAbout(Map.of(), Market.CRYPTO, Resolution.MINUTE)).isEmpty();
        assertThat(complaintAbout(Map.of(), Market.CRYPTO, Resolution.DAY)).isEmpty();
        assertThat(complaintAbout(Map.of(), Market.XNYS, Resolution.HOUR)).isEmpty();
        assertThat(complaintAbout(Map.of(), Market.XNYS, Resolution.DAY)).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1} is refused with {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ensemble.min-confidence | 1.01 | within the reachable 0.160..1.00: no combination",
                "ensemble.min-confidence | 0    | above the least of the reachable 0.160..1.00",
                "ensemble.min-confidence | 0.16 | above the least of the reachable 0.160..1.00",
                "ensemble.min-confidence | 1.01 | [without a model 0.160..1.00, with one 1.00e-12..1.00]",
                "ensemble.min-average-volume | 0  | > 0; to do without this gate, name average-volume",
                "ensemble.max-spread         | 0  | > 0; to do without this gate, name spread",
                "ensemble.max-spread         | -1 | > 0; to do without this gate, name spread",
                "ensemble.min-expected-move  | 0  | > 0; to do without this gate, name expected-move",
                "ensemble.earnings-blackout-days | -1 | >= 0 and <= 30",
                "ensemble.when-unknown.spread        | block | pass: no quotes reach the ensemble",
                "ensemble.when-unknown.expected-move | block | pass while no model is served",
                "ensemble.regime.with-trend    | 0    | a factor: > 0 and <= 2",
                "ensemble.regime.against-trend | 2.01 | a factor: > 0 and <= 2",
                "ensemble.regime.band          | -0.1 | a fraction: >= 0 and < 1",
                "ensemble.weights.rsi          | -0.1 | >= 0",
                "ensemble.calibration.a        | -2   | ensemble.calibration.b: none (expected: a number",
                "ensemble.calibration.b        | 1    | ensemble.calibration.a: none (expected: a number",
                "ensemble.calibration.b        | x    | a number, or none",
                "ensemble.entry-window.from    | 16:00 | 16:00 to 15:45 (expected: a window that holds",
                "ensemble.entry-window.to      | 09:30 | 09:30 to 09:30 (expected: a window that holds",
            })
    void refusesWhatCanNeverOrAlwaysPass(String key, String value, String complaint) {
        assertThat(complaintAbout(Map.of(key, value))).contains(complaint);
    }

    @ParameterizedTest(name = "{0}: {1} is accepted")
    @CsvSource({
        "ensemble.min-confidence, 1",
        "ensemble.min-confidence, 0.1600001",
        "ensemble.entry-window.to, 16:00",
        "ensemble.entry-window.to, 09:31",
        "ensemble.entry-window.from, 09:32",
        "ensemble.earnings-blackout-days, 0",
        "ensemble.regime.against-trend, 2",
    })
    void acceptsTheOtherSideOfTheEdge(String key, String value) {
        assertThat(complaintAbout(Map.of(key, value))).isEmpty();
    }

    @Test
    void aRegimeThatShrinksConfidenceTooFarIsFound() {
        Map<String, Object> values =
                Map.of(
                        "ensemble.regime.with-trend", "0.6",
                        "ensemble.regime.against-trend", "0.5",
                        "ensemble.regime.sideways", "0.5",
                        "ensemble.regime.unknown", "0.5");

        assertThat(complaintAbout(values))
                .contains("ensemble.min-confidence: 0.65")
                .contains("within the reachable 0.100..0.600");
    }

    @Test
    void calibrationTakesPartInTheRange() {
        // expit(2 - 3) = 0.2689 is the most that a score of 1 can become
        assertThat(
                        complaintAbout(
                                Map.of(
                                        "ensemble.calibration.a", "-2",
                                        "ensemble.calibration.b", "3")))
                .contains("within the reachable 0.0553..0.269");
    }

    @Test
    void aCalibrationThatTurnsScoresAroundIsRefused() {
        assertThat(
                        complaintAbout(
                                Map.of(
                                        "ensemble.calibration.a", "2",
                                        "ensemble.calibration.b", "0")))
                .contains("ensemble.calibration.a: 2.0 (expected: < 0");
    }

    @Test
    void withoutAnyVoterNothingCanEverPass() {
        Map<String, Object> onlyTheModel =
                Map.of(
                        "ensemble.weights.rsi", "0",
                        "ensemble.weights.ema-cross", "0",
                        "ensemble.weights.macd", "0");

        assertThat(complaintAbout(onlyTheModel))
                .contains("ensemble.weights: ")
                .contains("a voter that can vote has a weight above 0 [without a model no votes");
    }

    @Test
    void anAllDayWindowIsTheWayToSayNoLimit() {
        assertThat(
                        complaintAbout(
                                Map.of(
                                        "ensemble.entry-window.from", "00:00",
                                        "ensemble.entry-window.to", "23:59")))
                .isEmpty();
    }

    @Test
    void aWindowThatDailyBarsCanNeverMeetIsRefused() {
        assertThat(
                        complaintAbout(
                                Map.of("ensemble.entry-window.to", "15:45"),
                                Market.XNYS,
                                Resolution.DAY))
                .contains(
                        "00:00 to 15:45 (expected: a window that holds a part of the reachable 16:00");
    }

    @Test
    void aWindowThatLimitsNothingIsRefused() {
        assertThat(
                        complaintAbout(
                                Map.of("ensemble.entry-window.to", "16:00"),
                                Market.XNYS,
                                Resolution.DAY))
                .contains("00:00 to 16:00 (expected: a window that leaves out a part");
        assertThat(
                        complaintAbout(
                                Map.of("ensemble.entry-window.to", "23:00"),
                                Market.CRYPTO,
                                Resolution.HOUR))
                .contains("00:00 to 23:00 (expected: a window that leaves out a part");
        assertThat(
                        complaintAbout(
                                Map.of("ensemble.entry-window.to", "22:59"),
                                Market.CRYPTO,
                                Resolution.HOUR))
                .isEmpty();
    }

    @Test
    void gatesAndReportsAreSpelledRight() {
        assertThat(complaintAbout(Map.of("ensemble.gates-off", List.of("votes"))))
                .contains("ensemble.gates-off: votes (expected: any of entry-window, ");
        assertThat(
                        complaintAbout(
                                Map.of(
                                        "ensemble.earnings",
                                        List.of(Map.of("symbol", "AAPL", "date", "soon")))))
                .contains("a symbol and a date such as 2024-02-01");
        assertThat(complaintAbout(Map.of("ensemble.earnings", List.of(Map.of("symbol", "AAPL")))))
                .contains("a symbol and a date such as 2024-02-01");
    }

    @Test
    void hourlyBarsOfAMarketThatNeverClosesEndOnTheHour() {
        assertThat(EntryWindow.decisionMinutes(Market.CRYPTO, Resolution.HOUR)).hasSize(24);
        assertThat(EntryWindow.decisionMinutes(Market.CRYPTO, Resolution.MINUTE)).hasSize(1440);
        assertThat(EntryWindow.decisionMinutes(Market.XNYS, Resolution.HOUR))
                .containsExactly(600, 660, 720, 780, 840, 900);
    }

    @Test
    void theStandardRangeIsWhatTheArithmeticSays() {
        Reachability reachable = Reachability.of(EnsembleSettings.standard());

        // the least: 0.1 of 0.5 against the trend; the most: all agree with it
        assertThat(reachable.withoutModel()).contains(new Reachability.Range(0.16, 1));
        assertThat(reachable.range()).isEqualTo(reachable.withoutModel());
    }

    @Property(tries = 200)
    void theVerdictIsThatOfEveryDecisionThereCanBe(@ForAll("configurations") EnsembleSettings one) {
        List<Decision> decisions = everyDecision(one);
        boolean some = decisions.stream().anyMatch(ReachabilityTest::isConfident);
        boolean all = decisions.stream().allMatch(ReachabilityTest::isConfident);
        Reachability reachability = Reachability.of(one);

        assertThat(reachability.neverPasses()).isEqualTo(!some);
        assertThat(reachability.alwaysPasses()).isEqualTo(some && all);
    }

    @Test
    void theBruteForceWouldNoticeAWrongRange() {
        EnsembleSettings settings = configured(Map.of("ensemble.min-confidence", "0.99"));

        assertThat(everyDecision(settings)).anyMatch(ReachabilityTest::isConfident);
        assertThat(everyDecision(settings)).anyMatch(one -> !isConfident(one));
    }

    @Provide
    Arbitrary<EnsembleSettings> configurations() {
        Arbitrary<Double> weight = Arbitraries.of(0.0, 0.1, 0.2, 0.3, 0.5, 1.0);
        Arbitrary<Double> factor = Arbitraries.of(0.3, 0.5, 0.8, 0.9, 1.0, 1.3);
        Arbitrary<PlattCalibration> calibration =
                Arbitraries.of(
                                new PlattCalibration(-1, 0),
                                new PlattCalibration(-5, 2),
                                new PlattCalibration(-0.1, -3))
                        .injectNull(0.5);
        Arbitrary<Double> threshold =
                Arbitraries.oneOf(
                        Arbitraries.doubles().between(0, 1.1).ofScale(3),
                        Arbitraries.of(0.0, 0.16, 0.2, 0.4, 0.8, 0.9, 1.0));
        return Combinators.combine(
                        weight.list().ofSize(4),
                        factor.list().ofSize(4),
                        calibration,
                        threshold,
                        Arbitraries.of(true, false))
                .as(ReachabilityTest::settings);
    }

    private static EnsembleSettings settings(
            List<Double> weights,
            List<Double> factors,
            @Nullable PlattCalibration calibration,
            double threshold,
            boolean modelServed) {
        GateSettings standard = EnsembleSettings.standard().gates();
        return new EnsembleSettings(
                "property",
                Market.XNYS,
                Map.of(
                        AlphaName.TFT, weights.get(0),
                        AlphaName.RSI, weights.get(1),
                        AlphaName.EMA_CROSS, weights.get(2),
                        AlphaName.MACD, weights.get(3)),
                modelServed,
                new ConfidenceScale(
                        new RegimeSettings(
                                0.001,
                                factors.get(0),
                                factors.get(1),
                                factors.get(2),
                                factors.get(3)),
                        calibration),
                new GateSettings(
                        standard.off(),
                        standard.window(),
                        standard.minAverageVolume(),
                        standard.averageVolumeUnknown(),
                        standard.maxSpread(),
                        standard.spreadUnknown(),
                        standard.blackoutDays(),
                        standard.earnings(),
                        threshold,
                        standard.minExpectedMove(),
                        standard.expectedMoveUnknown()));
    }

    /** Every decision with votes, over all directions, regimes and (served) predictions. */
    private static List<Decision> everyDecision(EnsembleSettings settings) {
        Ensemble ensemble = new Ensemble(settings);
        List<Decision> decisions = new ArrayList<>();
        for (int votes = 0; votes < 64; votes++) {
            String directions =
                    ""
                            + DIRECTIONS.charAt(votes % 4)
                            + DIRECTIONS.charAt(votes / 4 % 4)
                            + DIRECTIONS.charAt(votes / 16);
            for (Regime regime : Regime.values()) {
                decisions.add(ensemble.decide(passing().voting(directions).in(regime).made()));
                if (settings.modelServed()) {
                    for (double spread : new double[] {0, 0.02, 2e9}) {
                        for (double median : new double[] {0.01, -0.01}) {
                            decisions.add(
                                    ensemble.decide(
                                            passing()
                                                    .voting(directions)
                                                    .in(regime)
                                                    .predicting(
                                                            median - spread,
                                                            median,
                                                            median + spread)
                                                    .made()));
                        }
                    }
                }
            }
        }
        return decisions.stream().filter(decision -> decision.score() != 0).toList();
    }

    private static boolean isConfident(Decision decision) {
        return Observations.reading(decision, Gate.CONFIDENCE).orElseThrow().passed();
    }
}
