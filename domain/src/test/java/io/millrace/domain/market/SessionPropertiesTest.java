package io.millrace.domain.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class SessionPropertiesTest {

    private static final long MINUTE = 60_000L;

    private final XnysSessions sessions = XnysSessions.standard();

    @Property
    void openMinutesAddUp(
            @ForAll("instants") long from,
            @ForAll @IntRange(max = 2_000) int first,
            @ForAll @IntRange(max = 2_000) int second) {
        long inTwoSteps = sessions.plusOpenMinutes(sessions.plusOpenMinutes(from, first), second);
        assertThat(inTwoSteps).isEqualTo(sessions.plusOpenMinutes(from, first + second));
    }

    @Property
    void aMinuteOfOpenMarketEndsInASessionOrAtItsClose(
            @ForAll("instants") long from, @ForAll @IntRange(min = 1, max = 2_000) int minutes) {
        assertThat(sessions.isOpen(sessions.plusOpenMinutes(from, minutes) - 1)).isTrue();
    }

    @Property(tries = 200)
    void countsTheOpenMinutesOneByOne(
            @ForAll("instants") long from, @ForAll @IntRange(min = 1, max = 900) int minutes) {
        long start = Math.floorDiv(from, MINUTE) * MINUTE;
        long at = start;
        int counted = 0;
        while (counted < minutes) {
            if (sessions.isOpen(at)) {
                counted++;
            }
            at += MINUTE;
        }
        assertThat(sessions.plusOpenMinutes(start, minutes)).isEqualTo(at);
    }

    @Property
    void theNextSessionIsTheFirstThatOpensFromTheInstantOn(@ForAll("instants") long at) {
        TradingSession next = sessions.nextSession(at);
        assertThat(next.openMillis()).isGreaterThanOrEqualTo(at);
        LocalDate day = Instant.ofEpochMilli(at).atZone(sessions.zone()).toLocalDate();
        day.datesUntil(next.date())
                .flatMap(one -> sessions.sessionOn(one).stream())
                .forEach(earlier -> assertThat(earlier.openMillis()).isLessThan(at));
    }

    @Property
    void cryptoIsAlwaysInTheSessionOfItsUtcDay(
            @ForAll @LongRange(min = -86_400_000_000L, max = 4_000_000_000_000L) long at) {
        ContinuousSessions always = new ContinuousSessions();
        TradingSession session = always.sessionAt(at).orElseThrow();
        assertThat(session.contains(at)).isTrue();
        assertThat(session.minutes()).isEqualTo(1440);
        assertThat(always.sessionOn(session.date())).contains(session);
        assertThat(always.nextSession(session.openMillis())).isEqualTo(session);
        assertThat(always.nextSession(session.openMillis() + 1).openMillis())
                .isEqualTo(session.closeMillis());
        assertThat(always.plusOpenMinutes(at, 90)).isEqualTo(at + 5_400_000L);
    }

    @Provide
    Arbitrary<Long> instants() {
        return Arbitraries.longs()
                .between(
                        Instant.parse("2000-01-01T06:00:00Z").toEpochMilli(),
                        Instant.parse("2030-12-01T00:00:00Z").toEpochMilli());
    }
}
