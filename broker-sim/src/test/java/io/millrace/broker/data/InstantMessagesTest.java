package io.millrace.broker.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.market.Bar;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstantMessagesTest {

    private static final long OPEN = Instant.parse("2024-01-02T14:30:00Z").toEpochMilli();
    private static final long MINUTE = 60_000;

    @Test
    void whoComesLateIsToldTheDayOfWhoeverWasThereAllAlong() {
        InstantMessages heard = messages();
        InstantMessages unheard = messages();
        for (int minute = 0; minute < 3; minute++) {
            heard.of(List.of(bar(minute)), List.of());
            unheard.passOver(List.of(bar(minute)), List.of());
        }

        InstantMessages.Batch told = unheard.of(List.of(bar(3)), List.of());
        assertThat(told).isEqualTo(heard.of(List.of(bar(3)), List.of()));
        assertThat(told.bars())
                .filteredOn(one -> one.channel() == FeedChannel.DAILY_BARS)
                .singleElement()
                .satisfies(day -> assertThat(day.message().path("o").asDouble()).isEqualTo(100));
    }

    private static InstantMessages messages() {
        return new InstantMessages(AssetClass.STOCKS, ZoneId.of("America/New_York"));
    }

    private static Bar bar(int minute) {
        long start = OPEN + minute * MINUTE;
        double open = 100 + minute;
        return new Bar("AAPL", start, start + MINUTE, open, open + 2, open - 1, open + 1, 500);
    }
}
