package io.millrace.connectors.alpaca.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.alpaca.feed.FillSequencer.Place;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FillSequencerTest {

    @ParameterizedTest(name = "after {0}: {1} up to {2} is {3}")
    @CsvSource({
        "0, 5, 5, NEXT",
        "0, 5, 6, EARLY",
        "5, 5, 5, REPEATED",
        "5, 2, 4, REPEATED",
        "5, 2, 7, NEXT",
        "5, 2, 8, EARLY",
        "5, 7, 7, EARLY",
    })
    void aFillBelongsWhereItsOrdersCountSays(int told, int quantity, int cumulative, Place place) {
        FillSequencer fills = new FillSequencer();
        if (told > 0) {
            fills.tell("our", "x", big(told), big(told));
        }

        assertThat(fills.place("our", "x", big(quantity), big(cumulative))).isEqualTo(place);
    }

    @Test
    void aResizedOrderCountsOnForUsWhetherItsBrokerBeginsAnewOrNot() {
        for (boolean anew : new boolean[] {true, false}) {
            FillSequencer fills = new FillSequencer();
            fills.tell("our", "x", big(30), big(30));
            BigDecimal next = anew ? big(5) : big(35);
            BigDecimal last = anew ? big(7) : big(37);

            assertThat(fills.place("our", "y", big(5), next)).isEqualTo(Place.NEXT);
            assertThat(fills.tell("our", "y", big(5), next)).isEqualTo(big(35));
            assertThat(fills.place("our", "x", big(30), big(30))).isEqualTo(Place.REPEATED);
            assertThat(fills.tell("our", "y", big(2), last)).isEqualTo(big(37));
        }
    }

    @Test
    void fillsComeInFlocksAndOneSnapshotFollowsThemSoon() {
        SnapshotSchedule schedule = new SnapshotSchedule(30_000);
        assertThat(schedule.isDue(0)).isTrue();
        schedule.done(0);
        assertThat(schedule.due()).isEqualTo(30_000);

        schedule.filled(1_000);
        assertThat(schedule.due()).isEqualTo(1_500);
        for (long at = 1_200; at < 3_000; at += 200) {
            schedule.filled(at);
        }
        assertThat(schedule.due()).isEqualTo(3_000);
        schedule.done(3_000);
        assertThat(schedule.due()).isEqualTo(33_000);
    }

    private static BigDecimal big(int value) {
        return BigDecimal.valueOf(value);
    }
}
