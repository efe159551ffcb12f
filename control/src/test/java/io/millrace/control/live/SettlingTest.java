package io.millrace.control.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SettlingTest {

    private static final String END = "2020-03-13T20:00:00Z";

    private static final Instant WALL = Instant.parse("2026-11-21T16:35:00Z");

    private final Settling settling = new Settling();

    @Test
    void aRunHasSettledWhenNothingMovesForAWhileBehindTheLastBar() {
        assertThat(settling.isSettled(sight(END, true), 0)).isFalse();
        assertThat(settling.isSettled(sight(END, true), Settling.STILL_MILLIS)).isFalse();
        assertThat(settling.isSettled(sight(END, true), Settling.STILL_MILLIS + 1)).isTrue();
    }

    @Test
    void barsThatAreOnTheirWayAreWaitedForThoughTheClockIsAtTheEnd() {
        long now = 0;
        for (int minute = 4; minute < 60; minute++) {
            now += Settling.BARS_MISSING_MILLIS;
            String bar = "2020-03-13T15:%02d:00Z".formatted(minute);
            assertThat(settling.isSettled(sight(bar, true), now)).isFalse();
        }
        assertThat(settling.isSettled(sight(END, true), now + 1)).isFalse();
        assertThat(settling.isSettled(sight(END, true), now + 2 + Settling.STILL_MILLIS)).isTrue();
    }

    @Test
    void barsThatNeverComeAreGivenUp() {
        String last = "2020-03-13T15:04:00Z";
        assertThat(settling.isSettled(sight(last, true), 0)).isFalse();
        assertThat(settling.isSettled(sight(last, true), Settling.BARS_MISSING_MILLIS)).isFalse();
        assertThat(settling.isSettled(sight(last, true), Settling.BARS_MISSING_MILLIS + 1))
                .isTrue();
    }

    @Test
    void whatIsUnderWayOrUnseenBeginsTheWaitAnew() {
        long later = Settling.STILL_MILLIS + 1;
        assertThat(settling.isSettled(sight(END, true), 0)).isFalse();
        assertThat(settling.isSettled(sight(END, false), 1)).isFalse();
        assertThat(settling.isSettled(sight(END, true), later)).isFalse();
        assertThat(settling.isSettled(null, later + 1)).isFalse();
        assertThat(settling.isSettled(sight(END, true), 2 * later)).isFalse();
        assertThat(settling.isSettled(sight(END, true), 3 * later + 1)).isTrue();
    }

    @Test
    void whatAnAccountSaidBeforeItDiedDoesNotCount() {
        Settling.Sight stale = sight(END, true, WALL.plusSeconds(6));

        assertThat(settling.isSettled(stale, 0)).isFalse();
        assertThat(settling.isSettled(stale, Settling.BARS_MISSING_MILLIS + 1)).isFalse();
    }

    private static Settling.Sight sight(String barTime, boolean reconciled) {
        return sight(barTime, reconciled, WALL);
    }

    private static Settling.Sight sight(String barTime, boolean reconciled, Instant wall) {
        ObjectNode status = JsonNodeFactory.instance.objectNode().put("market_time", END);
        status.put("bar_time", barTime).put("reconciled", reconciled).put("cash", "0");
        status.put("equity", "0").put("wall_time", WALL.toString());
        return new Settling.Sight(RunStatus.of(status), true, END, wall);
    }
}
