package io.millrace.domain.alpha;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.alpha.RsiAlpha.Zone;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.Resolution;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlphaRulesTest {

    private static final RsiAlpha.Marks MARKS = new RsiAlpha.Marks(30, 70, 5);

    @ParameterizedTest(name = "{0} at {1} -> {2}, says {3}")
    @CsvSource({
        "MIDDLE,       70,    MIDDLE,       ",
        "MIDDLE,       70.01, TRIPPED_HIGH, DOWN",
        "MIDDLE,       30,    MIDDLE,       ",
        "MIDDLE,       29.99, TRIPPED_LOW,  UP",
        "TRIPPED_LOW,  35,    TRIPPED_LOW,  ",
        "TRIPPED_LOW,  35.01, MIDDLE,       ",
        "TRIPPED_LOW,  29,    TRIPPED_LOW,  ",
        "TRIPPED_LOW,  70.01, TRIPPED_HIGH, DOWN",
        "TRIPPED_HIGH, 65,    TRIPPED_HIGH, ",
        "TRIPPED_HIGH, 64.99, MIDDLE,       ",
        "TRIPPED_HIGH, 71,    TRIPPED_HIGH, ",
        "TRIPPED_HIGH, 29.99, TRIPPED_LOW,  UP",
    })
    void theIndexTripsBeyondAMarkAndRecoversBeyondTheTolerance(
            Zone before, double rsi, Zone after, Direction says) {
        RsiAlpha alpha = new RsiAlpha(before);

        assertThat(alpha.says(rsi, MARKS)).isEqualTo(Optional.ofNullable(says));
        assertThat(alpha.next(rsi, MARKS).zone()).isEqualTo(after);
    }

    @ParameterizedTest(name = "over {0}, fast {1}, slow {2} -> over {3}, says {4}")
    @CsvSource({
        "false, 10.01, 10, true,  UP",
        "false, 10,    10, false, ",
        "false, 9.99,  10, false, ",
        "true,  10.01, 10, true,  ",
        "true,  10,    10, false, ",
        "true,  9.99,  10, false, DOWN",
    })
    void anAverageThatTouchesTheOtherHasNotCrossedIt(
            boolean over, double fast, double slow, boolean overAfter, Direction says) {
        EmaCrossAlpha alpha = new EmaCrossAlpha(over);

        assertThat(alpha.says(fast, slow)).isEqualTo(Optional.ofNullable(says));
        assertThat(alpha.next(fast, slow).fastIsOver()).isEqualTo(overAfter);
    }

    @ParameterizedTest(name = "after {0} a signal of {1} -> {2}, says {3}")
    @CsvSource({
        ",     0.01,    FLAT, FLAT",
        ",     0.0101,  UP,   UP",
        ",     -0.01,   FLAT, FLAT",
        ",     -0.0101, DOWN, DOWN",
        "UP,   0.0101,  UP,   ",
        "UP,   0.01,    FLAT, FLAT",
        "UP,   -0.0101, DOWN, DOWN",
        "DOWN, -0.01,   FLAT, FLAT",
        "FLAT, 0,       FLAT, ",
        "FLAT, 0.0101,  UP,   UP",
    })
    void theSignalLineCountsBeyondTheThreshold(
            Direction before, double signal, Direction after, Direction says) {
        MacdAlpha alpha = new MacdAlpha(before);

        assertThat(alpha.says(signal, 0.01)).isEqualTo(Optional.ofNullable(says));
        assertThat(alpha.next(signal, 0.01).previous()).isEqualTo(after);
    }

    @ParameterizedTest(name = "{0} {1}: {3} bars from {2} end at {4}")
    @CsvSource({
        // Lean's own example: 20 minutes from 15:50 end at 09:40 of the next session
        "XNYS,   MINUTE, 2024-01-02T20:50:00Z, 20, 2024-01-03T14:40:00Z",
        "XNYS,   MINUTE, 2024-01-02T15:00:00Z, 14, 2024-01-02T15:14:00Z",
        "XNYS,   HOUR,   2024-01-02T20:00:00Z, 2,  2024-01-03T15:30:00Z",
        // days: sessions are counted, the time of day is kept, over the change of the clocks
        "XNYS,   DAY,    2024-03-08T21:00:00Z, 1,  2024-03-11T20:00:00Z",
        "XNYS,   DAY,    2024-01-12T21:00:00Z, 1,  2024-01-16T21:00:00Z",
        "XNYS,   DAY,    2024-01-02T21:00:00Z, 14, 2024-01-23T21:00:00Z",
        // a half day keeps the time at which the insight was made
        "XNYS,   DAY,    2024-07-02T20:00:00Z, 1,  2024-07-03T20:00:00Z",
        "CRYPTO, DAY,    2024-01-02T00:00:00Z, 14, 2024-01-16T00:00:00Z",
        "CRYPTO, MINUTE, 2024-01-06T23:50:00Z, 12, 2024-01-07T00:02:00Z",
    })
    void anInsightLivesInOpenMarketTime(
            Market market, Resolution resolution, Instant from, int bars, Instant end) {
        InsightLife life = new InsightLife(market.calendar(), resolution);

        assertThat(Instant.ofEpochMilli(life.closesAt(from.toEpochMilli(), bars))).isEqualTo(end);
    }

    @Test
    void anInsightStillCountsAtItsLastInstant() {
        Stance stance = new Stance(Direction.UP, 1_000);

        assertThat(stance.at(1_000)).isEqualTo(Direction.UP);
        assertThat(stance.at(1_001)).isEqualTo(Direction.FLAT);
    }
}
