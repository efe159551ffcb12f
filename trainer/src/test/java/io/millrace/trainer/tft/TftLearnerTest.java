package io.millrace.trainer.tft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.domain.config.Settings;
import io.millrace.trainer.learn.Learner.Rounds;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TftLearnerTest {

    private static final AutoregressiveWindows TRAINING = new AutoregressiveWindows(600, 1);
    private static final AutoregressiveWindows VALIDATION = new AutoregressiveWindows(200, 2);

    @Test
    void comesNearTheLeastLossThatThereCanBe() {
        AutoregressiveWindows training = new AutoregressiveWindows(8000, 3);
        AutoregressiveWindows validation = new AutoregressiveWindows(1500, 4);
        AutoregressiveWindows later = new AutoregressiveWindows(4000, 5);

        try (TftForecaster forecaster =
                learner(Map.of("tft.epochs", 12, "tft.hidden", 8, "tft.learning-rate", 0.005))
                        .fit(training, validation, 7, (round, of, a, b) -> System.out.println(round + " " + a + " " + b))) {
            float[] forecast = forecaster.quantiles(later);

            double best = Pinball.loss(later, later::quantile);
            double lastValue = Pinball.loss(later, (window, h, q) -> later.last(window));
            double learnt = Pinball.loss(later, forecast);
            System.out.printf(
                    "least %.3g true %.3g learnt %.3g last %.3g%n",
                    AutoregressiveWindows.leastLoss(), best, learnt, lastValue);
            assertThat(best).isCloseTo(AutoregressiveWindows.leastLoss(), within(0.05 * best));
            assertThat(learnt).isBetween(best, 1.05 * best);
            assertThat(learnt).isLessThan(0.7 * lastValue);
        }
    }

    private static TftLearner learner(Map<String, Object> settings) {
        return new TftLearner(
                TftSettings.from(new Settings(settings)), AutoregressiveWindows.SYMBOLS);
    }
}
