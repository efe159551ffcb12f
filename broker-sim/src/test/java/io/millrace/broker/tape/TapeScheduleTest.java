package io.millrace.broker.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TapeScheduleTest {

    private static final long MINUTE = 60_000;
    private static final long SECOND_NANOS = 1_000_000_000L;

    @ParameterizedTest(name = "{0} ms at speed {1} take {2} ns")
    @CsvSource({
        "     60000,     1,  60000000000",
        "     60000,    60,   1000000000",
        "    120000,     1, 120000000000",
        // longer than two bars: closed
        "    120001,     1,   1000000000",
        "  63000000,    60,   1000000000",
        "  63000000, 60000,   1000000000",
        "  63000000,600000,    105000000",
        "         0,    60,            0",
    })
    void closedPeriodsTakeASecondAtMost(long gap, double speed, long nanos) {
        TapeSchedule schedule = new TapeSchedule(speed, MINUTE);

        assertThat(schedule.stepNanos(5, 5 + gap)).isEqualTo(nanos);
    }

    @Property
    void timeNeverGoesBackAndNoGapTakesLongerThanTheMarketDoes(
            @ForAll @LongRange(min = 0, max = 400L * 86_400_000) long gap,
            @ForAll @DoubleRange(min = 0.5, max = 1e6) double speed,
            @ForAll @LongRange(min = 0, max = 2_000_000_000_000L) long from) {
        TapeSchedule schedule = new TapeSchedule(speed, MINUTE);

        long step = schedule.stepNanos(from, from + gap);

        assertThat(step).isBetween(0L, Math.round(gap * 1e6 / speed));
        assertThat(step).isEqualTo(schedule.stepNanos(0, gap));
        if (gap > 2 * MINUTE) {
            assertThat(step).isLessThanOrEqualTo(SECOND_NANOS);
        }
    }

    @Property
    void withoutPaceNoTimePasses(@ForAll @LongRange(min = 0, max = 1_000_000_000) long gap) {
        TapeSchedule schedule = new TapeSchedule(Double.POSITIVE_INFINITY, MINUTE);

        assertThat(schedule.stepNanos(0, gap)).isZero();
        assertThat(schedule.marketMillis(gap)).isZero();
    }

    @Test
    void refusesASpeedAtWhichNothingMoves() {
        assertThatThrownBy(() -> new TapeSchedule(0, MINUTE))
                .hasMessage("speed: 0.0 (expected: > 0)");
        assertThatThrownBy(() -> new TapeSchedule(Double.NaN, MINUTE))
                .hasMessage("speed: NaN (expected: > 0)");
    }
}
