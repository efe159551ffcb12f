package io.millrace.domain.ensemble;

import static io.millrace.domain.ensemble.Observations.configured;
import static io.millrace.domain.ensemble.Observations.passing;
import static io.millrace.domain.ensemble.Observations.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.domain.alpha.AlphaName;
import io.millrace.domain.alpha.Direction;
import io.millrace.domain.alpha.Opinion;
import io.millrace.domain.feature.Feature;
import io.millrace.domain.model.Prediction;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected scores are worked out by hand from the weights 0.5, 0.2, 0.2 and 0.1. */
class EnsembleTest {

    @ParameterizedTest(name = "RSI, EMA cross, MACD {0} in {1}: {2} at {3}, confidence {4}")
    @CsvSource({
        "FFF, BULL,     HOLD,  0.0, 0.00",
        "---, BULL,     HOLD,  0.0, 0.00",
        "UUU, BULL,     BUY,   1.0, 1.00",
        "UUF, BULL,     BUY,   0.8, 0.80",
        "UUF, UNKNOWN,  BUY,   0.8, 0.80",
        "UUF, SIDEWAYS, BUY,   0.8, 0.72",
        "UUF, BEAR,     HOLD,  0.8, 0.64",
        "UUD, BULL,     HOLD,  0.6, 0.60",
        "UFF, BULL,     HOLD,  0.4, 0.40",
        "FFU, BULL,     HOLD,  0.2, 0.20",
        "UDF, BULL,     HOLD,  0.0, 0.00",
        "UDU, BULL,     HOLD,  0.2, 0.20",
        "U--, BULL,     BUY,   1.0, 1.00",
        "UF-, BULL,     HOLD,  0.5, 0.50",
        "U-F, BULL,     BUY,   0.666666666667, 0.666666666667",
        "DDD, BEAR,     SELL, -1.0, 1.00",
        "DDF, BEAR,     SELL, -0.8, 0.80",
        "DDF, SIDEWAYS, SELL, -0.8, 0.72",
        "DDF, BULL,     HOLD, -0.8, 0.64",
        "DFF, BEAR,     HOLD, -0.4, 0.40",
    })
    void weighsTheVotes(
            String votes, Regime regime, Action action, double score, double confidence) {
        Decision decision = passing().voting(votes).in(regime).decided();

        assertThat(decision.action()).isEqualTo(action);
        assertThat(decision.regime()).isEqualTo(regime);
        assertThat(decision.score()).isEqualTo(score);
        assertThat(decision.confidence()).isEqualTo(confidence);
        assertThat(decision.modelAbsent()).isTrue();
    }

    @ParameterizedTest(name = "SMA 20 at {0} over SMA 50 at 100: {1}")
    @CsvSource({
        "100.11, BULL",
        "100.10, SIDEWAYS",
        "100.00, SIDEWAYS",
        "99.90, SIDEWAYS",
        "99.89, BEAR",
    })
    void tellsTheRegimeFromBothSidesOfTheBand(double fast, Regime expected) {
        Observations observations = passing().with(Feature.SMA_20, fast).with(Feature.SMA_50, 100);

        assertThat(observations.decided().regime()).isEqualTo(expected);
    }

    @Test
    void doesNotKnowTheRegimeUntilBothAveragesAreReady() {
        assertThat(passing().with(Feature.SMA_20, 100).decided().regime())
                .isEqualTo(Regime.UNKNOWN);
        assertThat(passing().with(Feature.SMA_50, 100).decided().regime())
                .isEqualTo(Regime.UNKNOWN);
    }

    @Test
    void aVoterWithoutAnOpinionLeavesItsWeightToTheRest() {
        assertThat(passing().voting("U-F").decided().votes())
                .containsExactly(
                        new Vote(AlphaName.RSI, Direction.UP, 0.2 / (0.2 + 0.1), 1),
                        new Vote(AlphaName.MACD, Direction.FLAT, 0.1 / (0.2 + 0.1), 1));
    }

    @Test
    void aVoterThatWeighsNothingDoesNotVote() {
        EnsembleSettings settings = configured(Map.of("ensemble.weights.macd", "0"));

        assertThat(passing().voting("UUD").decidedBy(settings))
                .satisfies(decision -> assertThat(decision.score()).isEqualTo(1))
                .satisfies(decision -> assertThat(decision.votes()).hasSize(2));
    }

    @Test
    void anUnsureAlphaCountsForLess() {
        Decision decision =
                passing()
                        .with(new Opinion(AlphaName.RSI, Direction.UP, 0.5))
                        .with(AlphaName.EMA_CROSS, Direction.UP)
                        .with(AlphaName.MACD, Direction.FLAT)
                        .decided();

        assertThat(decision.score()).isEqualTo(0.6); // 0.4 * 0.5 + 0.4
    }

    @Test
    void theModelTakesItsSeatWhenAPredictionIsThere() {
        // confidence 0.006 / (0.006 + (0.010 - -0.002) / 2) = 0.5
        Decision decision = passing().voting("UUF").predicting(-0.002, 0.006, 0.010).decided();

        assertThat(decision.modelAbsent()).isFalse();
        assertThat(decision.votes().get(0).alpha()).isEqualTo(AlphaName.TFT);
        assertThat(decision.votes().get(0).confidence()).isCloseTo(0.5, within(1e-15));
        assertThat(decision.score()).isEqualTo(0.65); // 0.5 * 0.5 + 0.2 + 0.2
        assertThat(decision.action()).isEqualTo(Action.BUY);
    }

    @ParameterizedTest(name = "quantiles {0}, {1}, {2}: {3} with confidence {4}")
    @CsvSource({
        "-0.01,  0.01, 0.03, UP,   0.333333333333",
        " 0.01,  0.01, 0.01, UP,   1.0",
        "-0.03, -0.01, 0.01, DOWN, 0.333333333333",
        "-0.01,  0.00, 0.01, FLAT, 0.0",
        " 0.00,  0.00, 0.00, FLAT, 0.0",
    })
    void theModelIsAsSureAsItsQuantilesAreClose(
            double q10, double q50, double q90, Direction direction, double confidence) {
        Vote vote = passing().predicting(q10, q50, q90).decided().votes().get(0);

        assertThat(vote.direction()).isEqualTo(direction);
        assertThat(vote.confidence()).isCloseTo(confidence, within(1e-12));
        assertThat(vote.weight()).isEqualTo(1);
    }

    @Test
    void aPredictionThatCannotBeUsedIsNoPrediction() {
        Prediction fromTheFuture =
                new Prediction(
                        "AAPL",
                        Observations.END + 1,
                        List.of(new Prediction.Horizon(30, 0, 0.01, 0.02)),
                        "7",
                        "sha");
        Prediction empty = new Prediction("AAPL", Observations.END, List.of(), "7", "sha");

        assertThat(
                        List.of(
                                passing().voting("UUF").predicting(fromTheFuture),
                                passing().voting("UUF").predicting(empty),
                                passing().voting("UUF").predicting(0.01, 0, 0.02),
                                passing().voting("UUF").predicting(Double.NaN, 0, 0.02),
                                passing().voting("UUF").predicting(0, 0, 1 / 0.0)))
                .allSatisfy(
                        one ->
                                assertThat(one.decided())
                                        .isEqualTo(passing().voting("UUF").decided()));
    }

    @Test
    void aModelWithoutWeightIsNotAsked() {
        EnsembleSettings settings = configured(Map.of("ensemble.weights.tft", "0"));
        Decision decision =
                passing().voting("UUF").predicting(-0.03, -0.02, -0.01).decidedBy(settings);

        assertThat(decision).isEqualTo(passing().voting("UUF").decidedBy(settings));
        assertThat(decision.modelAbsent()).isTrue();
    }

    @Test
    void calibrationTurnsTheScoreIntoAProbability() {
        EnsembleSettings settings =
                configured(Map.of("ensemble.calibration.a", "-4", "ensemble.calibration.b", "1.5"));

        // scipy.special.expit(4 * 0.8 - 1.5) and 0.9 of it
        assertThat(passing().voting("UUF").in(Regime.BULL).decidedBy(settings).confidence())
                .isCloseTo(0.845534734916465, within(1e-12));
        assertThat(passing().voting("UUF").in(Regime.SIDEWAYS).decidedBy(settings).confidence())
                .isCloseTo(0.760981261424819, within(1e-12));
        assertThat(passing().voting("FFF").decidedBy(settings).confidence()).isZero();
    }

    @Test
    void confidenceEndsAtOne() {
        EnsembleSettings settings = configured(Map.of("ensemble.regime.with-trend", "1.5"));

        assertThat(passing().voting("UUF").in(Regime.BULL).decidedBy(settings).confidence())
                .isEqualTo(1);
    }

    @Test
    void theModelSpeaksThroughItsPredictionOnly() {
        Observations claimed = passing().with(AlphaName.TFT, Direction.DOWN).voting("UUF");

        assertThat(claimed.decided()).isEqualTo(passing().voting("UUF").decided());
    }

    @Test
    void onlyAnEntryCarriesWhatRiskMustKnow() {
        assertThat(passing().voting("UUU").decided().risk())
                .isEqualTo(new RiskContext(0.01, passing().made().returns()));
        assertThat(passing().without(Feature.VOLATILITY_5).voting("UUU").decided().risk())
                .isEqualTo(new RiskContext(null, passing().made().returns()));
        assertThat(passing().voting("DDD").decided().risk()).isNull();
        assertThat(passing().voting("FFF").decided().risk()).isNull();
    }

    @Test
    void votesThatCancelOutOnPaperCancelOut() {
        EnsembleSettings settings =
                configured(
                        Map.of(
                                "ensemble.weights.rsi", "0.3",
                                "ensemble.weights.ema-cross", "0.2",
                                "ensemble.weights.macd", "0.1"));

        assertThat(reading(passing().voting("UDD").decidedBy(settings), Gate.VOTES))
                .contains(new GateReading(Gate.VOTES, 0.0, 0, false));
    }
}
