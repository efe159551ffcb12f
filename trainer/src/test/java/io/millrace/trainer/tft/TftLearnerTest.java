package io.millrace.trainer.tft;

import static io.millrace.trainer.tft.TrainedModels.learner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.trainer.learn.Learner.Rounds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TftLearnerTest {

    private static final AutoregressiveWindows TRAINING = new AutoregressiveWindows(400, 1);
    private static final AutoregressiveWindows VALIDATION = new AutoregressiveWindows(100, 2);
    private static final Map<String, Object> SMALL = Map.of("tft.hidden", 8, "tft.epochs", 3);

    @Test
    void comesNearTheLeastLossThatThereCanBe() {
        AutoregressiveWindows later = new AutoregressiveWindows(4000, 5);

        try (TftForecaster forecaster =
                learner(Map.of("tft.epochs", 5, "tft.hidden", 8, "tft.learning-rate", 0.005))
                        .fit(
                                new AutoregressiveWindows(6000, 3),
                                new AutoregressiveWindows(1500, 4),
                                7,
                                Rounds.SILENT)) {
            float[] forecast = forecaster.quantiles(later);

            double best = Pinball.loss(later, later::quantile);
            double lastValue = Pinball.loss(later, (window, h, q) -> later.last(window));
            double learnt = Pinball.loss(later, forecast);
            assertThat(best).isCloseTo(AutoregressiveWindows.leastLoss(), within(0.05 * best));
            assertThat(learnt).isBetween(best, 1.05 * best);
            assertThat(learnt).isLessThan(0.7 * lastValue);
            requireOrder(forecast);
        }
    }

    @Test
    void theSameSeedGivesTheSameWeightsToTheBit() {
        String first = fitted(11).weights().sha256();

        assertThat(fitted(11).weights().sha256()).isEqualTo(first);
        assertThat(fitted(12).weights().sha256()).isNotEqualTo(first);
    }

    @Test
    void aFitThatWasKilledGoesOnAsIfItHadNotBeen(@TempDir Path folder) {
        Path progress = folder.resolve("fit.safetensors");
        TftLearner learner = learner(SMALL).resumable(progress);

        assertThatThrownBy(
                        () ->
                                learner.fit(
                                        TRAINING,
                                        VALIDATION,
                                        11,
                                        (round, of, learnt, validated) -> {
                                            if (round == 2) {
                                                throw new IllegalStateException("killed");
                                            }
                                        }))
                .hasMessage("killed");
        assertThat(progress).exists();
        List<Integer> rounds = new ArrayList<>();
        try (TftForecaster resumed =
                learner.fit(
                        TRAINING,
                        VALIDATION,
                        11,
                        (round, of, learnt, validated) -> rounds.add(round))) {
            assertThat(rounds).containsExactly(3);
            assertThat(resumed.model().weights().sha256()).isEqualTo(fitted(11).weights().sha256());
            assertThat(progress).doesNotExist();
        }
    }

    @Test
    void progressOfAnotherFitIsRefused(@TempDir Path folder) {
        TftLearner learner = learner(SMALL).resumable(folder.resolve("fit.safetensors"));
        assertThatThrownBy(
                        () ->
                                learner.fit(
                                        TRAINING,
                                        VALIDATION,
                                        11,
                                        (round, of, learnt, validated) -> {
                                            throw new IllegalStateException("killed");
                                        }))
                .hasMessage("killed");

        assertThatThrownBy(() -> learner.fit(TRAINING, VALIDATION, 12, Rounds.SILENT))
                .hasMessageContaining("is of another fit");
    }

    @Test
    void stopsWhenTheValidationHasNotGotBetterAndKeepsTheBest() {
        List<Double> validated = new ArrayList<>();
        try (TftForecaster forecaster =
                learner(
                                Map.of(
                                        "tft.hidden", 8,
                                        "tft.epochs", 50,
                                        "tft.patience", 2,
                                        "tft.learning-rate", 0.05))
                        .fit(
                                TRAINING,
                                VALIDATION,
                                3,
                                (round, of, learnt, loss) -> validated.add(loss))) {
            double best = validated.stream().min(Double::compare).orElseThrow();

            assertThat(validated.size()).isLessThan(50);
            assertThat(validated.indexOf(best)).isEqualTo(validated.size() - 3);
            assertThat(Pinball.loss(VALIDATION, forecaster.quantiles(VALIDATION)))
                    .isCloseTo(best, within(1e-6 * best));
        }
    }

    @Test
    void scalersSeeTheTrainingWindowsOnly() {
        TrainedModel one = fitted(11);
        TrainedModel other;
        try (TftForecaster forecaster =
                learner(SMALL)
                        .fit(TRAINING, new AutoregressiveWindows(50, 77), 11, Rounds.SILENT)) {
            other = forecaster.model();
        }

        assertThat(other.scalers()).isEqualTo(one.scalers());
    }

    @Test
    void aSymbolBehindTheVocabularyIsRefused() {
        TftLearner one = new TftLearner(TrainedModels.settings(SMALL), List.of("CALM"));

        assertThatThrownBy(() -> one.fit(TRAINING, VALIDATION, 1, Rounds.SILENT))
                .hasMessage("training window 1: symbol 2 (expected: 0 to 1)");
    }

    private static TrainedModel fitted(long seed) {
        try (TftForecaster forecaster =
                learner(SMALL).fit(TRAINING, VALIDATION, seed, Rounds.SILENT)) {
            return forecaster.model();
        }
    }

    private static void requireOrder(float[] forecast) {
        for (int at = 0; at < forecast.length; at += 3) {
            assertThat(forecast[at]).isLessThanOrEqualTo(forecast[at + 1]);
            assertThat(forecast[at + 1]).isLessThanOrEqualTo(forecast[at + 2]);
        }
    }
}
