package io.millrace.domain.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionFeaturesTest {

    @ParameterizedTest(
            name = "{0} bar from {1} for {2}: minute {3}, hour {4}, day {5}, close in {6}")
    @CsvSource({
        // the first and the last minute of a winter day, and of a summer day
        "XNYS,   2024-01-02T14:30:00Z, PT1M,  571,  9, 2, 389",
        "XNYS,   2024-01-02T20:59:00Z, PT1M,  960, 16, 2, 0",
        "XNYS,   2024-07-02T13:30:00Z, PT1M,  571,  9, 2, 389",
        // half a day before Independence Day
        "XNYS,   2024-07-03T16:59:00Z, PT1M,  780, 13, 3, 0",
        // the Friday before and the Monday after the clocks change
        "XNYS,   2024-03-08T14:30:00Z, PT1M,  571,  9, 5, 389",
        "XNYS,   2024-03-11T13:30:00Z, PT1M,  571,  9, 1, 389",
        // hours and a whole day
        "XNYS,   2024-01-02T15:00:00Z, PT1H,  660, 11, 2, 300",
        "XNYS,   2024-01-02T14:30:00Z, PT6H30M, 960, 16, 2, 0",
        // outside the session: before the open, a holiday, a Sunday
        "XNYS,   2024-01-02T14:29:00Z, PT1M,    ,   ,  ,",
        "XNYS,   2024-01-01T15:00:00Z, PT1M,    ,   ,  ,",
        "XNYS,   2024-01-07T15:00:00Z, PT1M,    ,   ,  ,",
        // a market that never closes has no close to wait for; midnight is tomorrow
        "CRYPTO, 2024-01-07T12:00:00Z, PT1M,  721, 12, 7,",
        "CRYPTO, 2024-01-07T23:59:00Z, PT1M,    0,  0, 1,",
        "CRYPTO, 2024-01-06T00:00:00Z, PT24H,   0,  0, 7,",
    })
    void tellsTheTimeAtTheEndOfTheBar(
            Market market,
            Instant start,
            Duration length,
            Double minuteOfDay,
            Double hourOfDay,
            Double dayOfWeek,
            Double minutesToClose) {
        long end = start.plus(length).toEpochMilli();
        SessionClock clock = SessionClock.closed().at(start.toEpochMilli(), market.calendar());

        assertThat(clock.minuteOfDay(end)).isEqualTo(optional(minuteOfDay));
        assertThat(clock.hourOfDay(end)).isEqualTo(optional(hourOfDay));
        assertThat(clock.dayOfWeek(end)).isEqualTo(optional(dayOfWeek));
        assertThat(clock.minutesToClose(end)).isEqualTo(optional(minutesToClose));
    }

    private static OptionalDouble optional(Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    @Test
    void thereIsNoAverageVolumeBeforeTheFirstSessionIsOver() {
        SessionVolumes first = SessionVolumes.empty().next(100, 1).next(200, 1);

        assertThat(first.average()).isEmpty();
        assertThat(first.next(50, 2).average()).hasValue(300);
    }

    @Test
    void theRunningSessionDoesNotCountAndOnlyTheLastTwentyDo() {
        SessionVolumes volumes = SessionVolumes.empty();
        for (int session = 1; session <= 25; session++) {
            volumes = volumes.next(session, session).next(session, session);
        }

        // sessions 5 to 24, each of twice its number
        assertThat(volumes.average()).hasValue(29);
    }

    @Test
    void outsideOfEverySessionOnlyThePriceIsKnown() {
        long sunday = Instant.parse("2024-01-07T15:00:00Z").toEpochMilli();
        Bar bar = new Bar("AAPL", sunday, sunday + 60_000, 10, 11, 9, 10, 100);
        FeatureState state = FeatureState.empty();
        for (int i = 0; i < 60; i++) {
            state = state.next(bar, Market.XNYS.calendar());
        }
        FeatureVector vector = state.vector(bar);

        assertThat(vector.value(Feature.SMA_50)).hasValue(10);
        assertThat(vector.value(Feature.VWAP_DISTANCE)).isEmpty();
        assertThat(vector.value(Feature.MINUTES_TO_CLOSE)).isEmpty();
        assertThat(vector.value(Feature.AVERAGE_SESSION_VOLUME)).isEmpty();
    }

    @Test
    void whatIsNotANumberLeavesItsPlaceEmpty() {
        FeatureVector.Builder features = new FeatureVector.Builder("AAPL", 0, 2);
        features.put(FeatureVector.BUILT_IN, Double.NaN);
        features.put(FeatureVector.BUILT_IN + 1, Double.POSITIVE_INFINITY);
        FeatureVector vector = features.build();

        assertThat(vector.ready()).isZero();
        assertThat(vector.values()).hasSize(FeatureVector.BUILT_IN + 2).containsOnly(0);
    }
}
