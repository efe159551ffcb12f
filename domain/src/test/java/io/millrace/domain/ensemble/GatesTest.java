package io.millrace.domain.ensemble;

import static io.millrace.domain.ensemble.Observations.configured;
import static io.millrace.domain.ensemble.Observations.passing;
import static io.millrace.domain.ensemble.Observations.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.feature.Feature;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.Resolution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatesTest {

    @ParameterizedTest(name = "a bar that ends at {0}, {1} minutes to the close: {2}")
    @CsvSource({
        "09:29,  391, ENTRY_WINDOW, 570",
        "09:30,  390, ,             945",
        "09:31,  389, ,             945",
        "15:45,   15, ,             945",
        "15:46,   14, ENTRY_WINDOW, 945",
        "16:00,    0, ENTRY_WINDOW, 945",
        "12:59,    1, ,             779",
        "13:00,    0, ENTRY_WINDOW, 779",
    })
    void entersInTheWindowOfAnOpenSession(
            LocalTime at, double toClose, Gate binding, double limit) {
        double minute = at.toSecondOfDay() / 60.0;
        Decision decision =
                passing()
                        .with(Feature.MINUTE_OF_DAY, minute)
                        .with(Feature.MINUTES_TO_CLOSE, toClose)
                        .voting("UUU")
                        .decided();

        assertThat(decision.bindingGate().map(GateReading::gate))
                .isEqualTo(Optional.ofNullable(binding));
        assertThat(reading(decision, Gate.ENTRY_WINDOW))
                .contains(new GateReading(Gate.ENTRY_WINDOW, minute, limit, binding == null));
    }

    @Test
    void doesNotEnterOutsideOfASession() {
        Decision decision = passing().without(Feature.MINUTES_TO_CLOSE).voting("UUU").decided();

        assertThat(reading(decision, Gate.ENTRY_WINDOW))
                .contains(new GateReading(Gate.ENTRY_WINDOW, null, 945, false));
    }

    @ParameterizedTest(name = "{0} bars of {1} that end at minute {2} may enter: {3}")
    @CsvSource({
        "MINUTE, CRYPTO,    0, true",
        "MINUTE, CRYPTO, 1439, true",
        "DAY,    CRYPTO,    0, true",
        "DAY,    XNYS,    960, true",
        "DAY,    XNYS,    780, true",
        "HOUR,   XNYS,    960, false",
        "HOUR,   XNYS,    900, true",
    })
    void theStandardWindowIsOpenWhereverDecisionsAreMadeAtTheEndOfADay(
            Resolution resolution, Market market, double minute, boolean enters) {
        EnsembleSettings settings = configured(Map.of(), market, resolution);
        Observations observations = passing().with(Feature.MINUTE_OF_DAY, minute);
        if (market == Market.CRYPTO) {
            observations.without(Feature.MINUTES_TO_CLOSE);
        } else {
            observations.with(Feature.MINUTES_TO_CLOSE, Math.max(0, 960 - minute));
        }

        assertThat(observations.voting("UUU").decidedBy(settings).action())
                .isEqualTo(enters ? Action.BUY : Action.HOLD);
    }

    @ParameterizedTest(name = "{0} shares a session: {1}")
    @CsvSource({"500000, BUY", "499999.99, HOLD", ", HOLD"})
    void entersWhereEnoughIsTraded(Double volume, Action expected) {
        Observations observations = passing().without(Feature.AVERAGE_SESSION_VOLUME).voting("UUU");
        if (volume != null) {
            observations.with(Feature.AVERAGE_SESSION_VOLUME, volume);
        }
        Decision decision = observations.decided();

        assertThat(decision.action()).isEqualTo(expected);
        assertThat(reading(decision, Gate.AVERAGE_VOLUME))
                .contains(
                        new GateReading(
                                Gate.AVERAGE_VOLUME, volume, 500_000, expected == Action.BUY));
    }

    @Test
    void anUnknownAverageVolumePassesWhereThatIsConfigured() {
        EnsembleSettings settings =
                configured(Map.of("ensemble.when-unknown.average-volume", "pass"));

        assertThat(
                        passing()
                                .without(Feature.AVERAGE_SESSION_VOLUME)
                                .voting("UUU")
                                .decidedBy(settings)
                                .action())
                .isEqualTo(Action.BUY);
    }

    @Test
    void aSpreadThatNobodyQuotesIsReadAsUnknownAndPasses() {
        assertThat(reading(passing().voting("UUU").decided(), Gate.SPREAD))
                .contains(new GateReading(Gate.SPREAD, null, 0.001, true));
    }

    @ParameterizedTest(name = "on {0} at {1} in New York, reporting on 2024-02-01: {2} days, {3}")
    @CsvSource({
        "2024-01-29, 10:00, 3, BUY",
        "2024-01-30, 10:00, 2, HOLD",
        "2024-02-01, 10:00, 0, HOLD",
        "2024-02-03, 10:00, 2, HOLD",
        "2024-02-03, 23:59, 2, HOLD",
        "2024-02-04, 00:00, 3, BUY",
    })
    void keepsAwayFromEarningsByCalendarDaysInTheMarketsZone(
            LocalDate date, LocalTime time, double days, Action expected) {
        EnsembleSettings settings =
                configured(
                        Map.of(
                                "ensemble.earnings",
                                List.of(
                                        Map.of("symbol", "AAPL", "date", "2024-02-01"),
                                        Map.of("symbol", "AAPL", "date", "2023-11-02"),
                                        Map.of("symbol", "MSFT", "date", date.toString()))));
        long end =
                date.atTime(time).atZone(ZoneId.of("America/New_York")).toInstant().toEpochMilli();
        Decision decision = new Ensemble(settings).decide(passing().voting("UUU").at(end));

        assertThat(decision.action()).isEqualTo(expected);
        assertThat(reading(decision, Gate.EARNINGS_BLACKOUT))
                .contains(new GateReading(Gate.EARNINGS_BLACKOUT, days, 2, expected == Action.BUY));
    }

    @Test
    void anUnquotedDateOfAYamlFileIsADateToo() {
        java.util.Date unquoted =
                java.util.Date.from(java.time.Instant.parse("2024-02-01T00:00:00Z"));
        EnsembleSettings settings =
                configured(
                        Map.of(
                                "ensemble.earnings",
                                List.of(Map.of("symbol", "AAPL", "date", unquoted))));

        assertThat(reading(passing().voting("UUU").decidedBy(settings), Gate.EARNINGS_BLACKOUT))
                .contains(new GateReading(Gate.EARNINGS_BLACKOUT, 0.0, 2, false));
    }

    @Test
    void aSymbolWithoutKnownEarningsMayBeEntered() {
        assertThat(reading(passing().voting("UUU").decided(), Gate.EARNINGS_BLACKOUT))
                .contains(new GateReading(Gate.EARNINGS_BLACKOUT, null, 2, true));
    }

    @ParameterizedTest(name = "{1} at confidence 0.8 against {0}: {2}")
    @CsvSource({
        "0.8, UUF, BUY",
        "0.800001, UUF, HOLD",
        "0.8, DDF, SELL",
        "0.800001, DDF, HOLD",
    })
    void wantsEnoughConfidenceBothWays(String limit, String votes, Action expected) {
        EnsembleSettings settings = configured(Map.of("ensemble.min-confidence", limit));

        assertThat(passing().voting(votes).decidedBy(settings).action()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "an expected move of {0}: {1}")
    @CsvSource({"0.005, BUY", "0.004999, HOLD"})
    void wantsALargeEnoughMove(double move, Action expected) {
        Decision decision = passing().voting("UUU").predicting(move, move, move).decided();

        assertThat(decision.action()).isEqualTo(expected);
        assertThat(reading(decision, Gate.EXPECTED_MOVE))
                .contains(new GateReading(Gate.EXPECTED_MOVE, move, 0.005, expected == Action.BUY));
    }

    @Test
    void withoutAModelTheExpectedMoveIsUnknownAndPasses() {
        assertThat(reading(passing().voting("UUU").decided(), Gate.EXPECTED_MOVE))
                .contains(new GateReading(Gate.EXPECTED_MOVE, null, 0.005, true));
    }

    @Test
    void anEntryReadsEveryGateInOrderEvenAfterOneFailed() {
        Decision decision =
                passing()
                        .with(Feature.MINUTE_OF_DAY, 0)
                        .without(Feature.AVERAGE_SESSION_VOLUME)
                        .voting("UFF")
                        .decided();

        assertThat(decision.gates()).extracting(GateReading::gate).containsExactly(Gate.values());
        assertThat(decision.gates())
                .filteredOn(reading -> !reading.passed())
                .extracting(GateReading::gate)
                .containsExactly(Gate.ENTRY_WINDOW, Gate.AVERAGE_VOLUME, Gate.CONFIDENCE);
        assertThat(decision.bindingGate().map(GateReading::gate)).contains(Gate.ENTRY_WINDOW);
    }

    @Test
    void anExitAsksOnlyForVotesAndConfidence() {
        Decision decision =
                passing()
                        .with(Feature.MINUTE_OF_DAY, 0)
                        .without(Feature.AVERAGE_SESSION_VOLUME)
                        .predicting(-0.001, -0.001, -0.001)
                        .voting("DDD")
                        .decided();

        assertThat(decision.action()).isEqualTo(Action.SELL);
        assertThat(decision.gates())
                .extracting(GateReading::gate)
                .containsExactly(Gate.VOTES, Gate.CONFIDENCE);
    }

    @Test
    void aBarWithoutVotesReadsNothingElse() {
        assertThat(passing().voting("FFF").decided().gates())
                .containsExactly(new GateReading(Gate.VOTES, 0.0, 0, false));
    }

    @Test
    void aGateThatIsOffIsNotRead() {
        Map<String, Object> values = new HashMap<>();
        values.put(
                "ensemble.gates-off",
                Arrays.stream(Gate.values())
                        .filter(gate -> gate != Gate.VOTES)
                        .map(GateSettings::spelled)
                        .toList());
        EnsembleSettings settings = configured(values);

        assertThat(passing().voting("FFU").decidedBy(settings))
                .satisfies(one -> assertThat(one.action()).isEqualTo(Action.BUY))
                .satisfies(one -> assertThat(one.gates()).hasSize(1));
        assertThat(passing().voting("FFD").decidedBy(settings).gates()).hasSize(1);
    }

    @Test
    void theDocsKnowEveryGate() throws IOException {
        String docs =
                Files.readString(
                        Path.of(System.getProperty("project.root", ".."), "docs", "ensemble.md"));

        assertThat(Gate.values())
                .allSatisfy(gate -> assertThat(docs).contains("| `" + gate.name() + "` |"));
    }
}
