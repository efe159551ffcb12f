package io.millrace.flink.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.ensemble.Observation;
import io.millrace.domain.model.Absence;
import io.millrace.domain.model.ModelAnswer;
import io.millrace.domain.model.ModelHealth;
import io.millrace.domain.model.ModelPointer;
import io.millrace.domain.model.ModelRef;
import io.millrace.domain.model.Prediction;
import io.millrace.testkit.KeyedOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardFunctionTest {

    private static final ModelHealth.Bounds BOUNDS = new ModelHealth.Bounds(10, 0.5, 1, 0.2);
    private static final ModelRef ACTIVE = ModelRef.newest("tft");
    private static final ModelRef CANDIDATE = ModelRef.newest("tft-next");
    private static final double WIDE = 0.5;

    @Test
    void aPredictionJoinsItsObservation() throws Exception {
        List<Observation> out = guard().run(bars(5, minute -> said("1", 0.01, WIDE), null, 0));

        assertThat(out)
                .extracting(one -> heard(one).atMillis())
                .containsExactly(
                        Minutes.end(0),
                        Minutes.end(1),
                        Minutes.end(2),
                        Minutes.end(3),
                        Minutes.end(4));
    }

    @Test
    void anAbsentPredictionLetsTheBarPassAndSaysWhy() throws Exception {
        List<Answered> bars =
                bars(3, minute -> ModelAnswer.absent(Absence.BREAKER_OPEN, "away"), null, 0);

        assertThat(guard().run(bars)).hasSize(3).allMatch(one -> one.prediction() == null);
        assertThat(forecasts(bars))
                .hasSize(3)
                .allMatch(one -> one.absence() == Absence.BREAKER_OPEN && !one.used());
    }

    @Test
    void aModelWhoseConfidenceFallsByAFifthNoLongerSpeaksForEntriesButForExits() throws Exception {
        List<Answered> bars =
                bars(
                        40,
                        minute -> said("1", minute == 35 ? -0.01 : 0.01, minute < 15 ? 0.02 : 0.2),
                        null,
                        0);
        List<Observation> out = guard().run(bars);

        assertThat(out.subList(0, 15)).allMatch(one -> one.prediction() != null);
        assertThat(out.subList(25, 35)).allMatch(one -> one.prediction() == null);
        assertThat(out.get(35).prediction()).isNotNull();
        assertThat(out.get(36).prediction()).isNull();
        assertThat(forecasts(bars).get(30).absence()).isEqualTo(Absence.STOPPED);
        assertThat(alerts(bars))
                .singleElement()
                .satisfies(
                        alert -> {
                            assertThat(alert.code()).isEqualTo(ModelAlert.Code.MODEL_STOPPED);
                            assertThat(alert.text()).contains("DRIFT");
                        });
    }

    @Test
    void aNewArtifactHasItsVoteBack() throws Exception {
        List<Observation> out =
                guard().run(
                                bars(
                                        60,
                                        minute ->
                                                said(
                                                        minute < 40 ? "1" : "2",
                                                        0.01,
                                                        minute < 15 ? 0.02 : 0.2),
                                        null,
                                        0));

        assertThat(out.get(39).prediction()).isNull();
        assertThat(out.subList(40, 60)).allMatch(one -> one.prediction() != null);
    }

    @Test
    void aShadowIsComparedAndNeverHeard() throws Exception {
        List<Answered> bars =
                bars(5, minute -> said("1", 0.01, WIDE), minute -> said("9", -0.01, WIDE), 0);

        assertThat(guard().run(bars)).allMatch(one -> heard(one).modelVersion().equals("1"));
        assertThat(comparisons(bars))
                .hasSize(5)
                .allMatch(one -> !one.agree() && one.candidateVersion().equals("9"));
    }

    @Test
    void aCanaryIsHeardUntilItIsNotCalibratedAndThenRolledBack() throws Exception {
        // two horizons of 5 bars: what a quantile of a hair's breadth promises never comes true
        List<Answered> bars =
                bars(40, minute -> said("1", 0.01, WIDE), minute -> said("9", 0.01, 1e-9), 1);
        List<Observation> out = guard().run(bars);

        assertThat(heard(out.get(0)).modelVersion()).isEqualTo("9");
        assertThat(heard(out.get(39)).modelVersion()).isEqualTo("1");
        assertThat(alerts(bars))
                .singleElement()
                .satisfies(
                        alert -> {
                            assertThat(alert.code()).isEqualTo(ModelAlert.Code.CANARY_ROLLED_BACK);
                            assertThat(alert.text()).contains("CALIBRATION");
                        });
    }

    @Test
    void anAbsentCanaryIsReplacedByTheActiveModel() throws Exception {
        List<Observation> out =
                guard().run(
                                bars(
                                        3,
                                        minute -> said("1", 0.01, WIDE),
                                        minute -> ModelAnswer.absent(Absence.DEADLINE, "late"),
                                        1));

        assertThat(out).allMatch(one -> heard(one).modelVersion().equals("1"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 14, 16, 24, 39})
    void restoringAtAnyBarChangesNothing(int cut) throws Exception {
        List<Answered> bars =
                bars(
                        40,
                        minute -> said("1", 0.01, minute < 15 ? 0.02 : 0.2),
                        minute -> said("9", 0.01, 1e-9),
                        0.5);

        assertThat(guard().runCutAt(bars, cut)).isEqualTo(guard().run(bars));
        assertThat(guard().sideOutputCutAt(bars, cut, GuardFunction.ALERTS))
                .isEqualTo(alerts(bars));
    }

    private static List<Answered> bars(
            int minutes,
            IntFunction<ModelAnswer> active,
            @Nullable IntFunction<ModelAnswer> candidate,
            double share) {
        ModelPointer pointer =
                new ModelPointer(
                        Long.MIN_VALUE,
                        ModelPointer.NEVER,
                        ACTIVE,
                        candidate == null ? null : CANDIDATE,
                        share);
        List<Answered> bars = new ArrayList<>();
        for (int minute = 0; minute < minutes; minute++) {
            bars.add(
                    new Answered(
                            Minutes.at("AAPL", minute, 100 + Math.sin(minute)),
                            pointer,
                            at(minute, active.apply(minute)),
                            candidate == null ? null : at(minute, candidate.apply(minute))));
        }
        return bars;
    }

    private static Prediction heard(Observation observation) {
        return Objects.requireNonNull(observation.prediction());
    }

    private static ModelAnswer said(String version, double median, double half) {
        return ModelAnswer.of(
                new Prediction(
                        "AAPL",
                        0,
                        List.of(
                                new Prediction.Horizon(5, median - half, median, median + half),
                                new Prediction.Horizon(9, median - half, median, median + half)),
                        version,
                        "sha-" + version));
    }

    private static ModelAnswer at(int minute, ModelAnswer answer) {
        Prediction said = answer.prediction();
        return said == null
                ? answer
                : ModelAnswer.of(
                        new Prediction(
                                said.symbol(),
                                Minutes.end(minute),
                                said.horizons(),
                                said.modelVersion(),
                                said.modelSha256()));
    }

    private static List<Forecast> forecasts(List<Answered> bars) throws Exception {
        return guard().sideOutputCutAt(bars, bars.size(), GuardFunction.FORECASTS);
    }

    private static List<Comparison> comparisons(List<Answered> bars) throws Exception {
        return guard().sideOutputCutAt(bars, bars.size(), GuardFunction.COMPARISONS);
    }

    private static List<ModelAlert> alerts(List<Answered> bars) throws Exception {
        return guard().sideOutputCutAt(bars, bars.size(), GuardFunction.ALERTS);
    }

    private static KeyedOperator<String, Answered, Observation> guard() {
        return new KeyedOperator<>(
                () -> new GuardFunction(BOUNDS),
                answered -> answered.observation().bar().symbol(),
                Types.STRING,
                answered -> answered.observation().bar().endMillis());
    }
}
