package io.millrace.broker.tape;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.files.Tape;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TapeReplayTest {

    private static final String BARS = "symbol,ts,open,high,low,close,volume";
    private static final long LIMIT_MILLIS = 20_000;

    @TempDir Path folder = Path.of("");

    private final FakeWall wall = new FakeWall();
    private final Recording heard = new Recording();

    @Test
    void publishesExactlyTheTapeEachInstantOnce() throws Exception {
        Tape tape = Tapes.synthetic(folder, 3, 2);

        try (TapeReplay replay = replay(tape, Double.POSITIVE_INFINITY)) {
            replay.start();
            assertThat(replay.awaitEnd(LIMIT_MILLIS)).isTrue();

            assertThat(heard.bars).isEqualTo(Tapes.bars(tape));
            assertThat(heard.instants).isSorted().doesNotHaveDuplicates();
            assertThat(replay.isOver()).isTrue();
            assertThat(replay.nowMillis())
                    .isEqualTo(heard.bars.get(heard.bars.size() - 1).endMillis());
        }
    }

    @Test
    void nothingIsPublishedBeforeItIsDueAndTheClockNeverReachesTheNextInstant() throws Exception {
        try (TapeReplay replay = replay(fourMinutes(), 60)) {
            assertThat(replay.nowMillis()).isEqualTo(at("14:30:00"));
            wall.pass(500);
            replay.start();
            awaitPublished(1);

            assertThat(replay.nowMillis()).isEqualTo(at("14:31:00"));
            wall.pass(500);
            assertThat(replay.nowMillis()).isEqualTo(at("14:31:30"));
            assertThat(heard.published()).isEqualTo(1);
            wall.pass(500);
            awaitPublished(2);
            wall.pass(2_000);
            awaitPublished(4);
            assertThat(replay.awaitEnd(LIMIT_MILLIS)).isTrue();
            wall.pass(100_000);
            assertThat(replay.nowMillis()).isEqualTo(at("14:34:00"));
        }
    }

    @Test
    void theClockWaitsBeforeAnInstantThatIsLate() throws Exception {
        try (TapeReplay replay = replay(fourMinutes(), 60)) {
            replay.listen(
                    new MarketListener() {
                        @Override
                        public void onInstant(
                                long atMillis,
                                List<Bar> bars,
                                List<io.millrace.domain.market.Trade> trades) {
                            if (atMillis == at("14:31:00")) {
                                // a listener that takes its time holds back what comes next
                                wall.pass(50_000);
                                assertThat(replay.nowMillis()).isEqualTo(at("14:32:00") - 1);
                            }
                        }

                        @Override
                        public void onEnd(long atMillis) {}
                    });
            replay.start();
            assertThat(replay.awaitEnd(LIMIT_MILLIS)).isTrue();
        }
    }

    @Test
    void aRestartedProcessPublishesWhatItMissedAtOnceAndGoesOnWithTheSchedule() throws Exception {
        Tape tape = fourMinutes();
        long anchor = wall.millis();
        wall.pass(1_200);

        try (TapeReplay replay = replay(tape, 60)) {
            replay.resume(anchor, Long.MIN_VALUE);
            replay.awaitCaughtUp();
            assertThat(heard.published()).isEqualTo(2);
            assertThat(replay.nowMillis()).isEqualTo(at("14:32:12"));
            assertThat(replay.anchorMillis()).isEqualTo(OptionalLong.of(anchor));

            wall.pass(800);
            awaitPublished(3);
        }
        assertThat(heard.instants).containsExactly(at("14:31:00"), at("14:32:00"), at("14:33:00"));
    }

    @Test
    void withoutPaceARestartedProcessWaitsForAListenerAfterWhatWasPublished() throws Exception {
        try (TapeReplay replay = replay(fourMinutes(), Double.POSITIVE_INFINITY)) {
            replay.resume(wall.millis(), at("14:32:00"));
            replay.awaitCaughtUp();
            assertThat(replay.awaitEnd(150)).isFalse();
            assertThat(heard.published()).isEqualTo(2);

            replay.start();
            assertThat(replay.awaitEnd(LIMIT_MILLIS)).isTrue();
            assertThat(heard.published()).isEqualTo(4);
        }
    }

    @Test
    void theAnchorIsToldBeforeAnythingIsPublished() throws Exception {
        try (TapeReplay replay = replay(fourMinutes(), Double.POSITIVE_INFINITY)) {
            long[] told = {0};
            replay.whenAnchored(
                    anchor -> {
                        assertThat(heard.published()).isZero();
                        told[0] = anchor;
                    });
            replay.start();
            replay.start();
            assertThat(replay.awaitEnd(LIMIT_MILLIS)).isTrue();
            assertThat(told[0]).isEqualTo(wall.millis());
            assertThat(heard.published()).isEqualTo(4);
        }
    }

    @Test
    void aNightPassesInASecondAndWhatNoRunWouldTradeOnIsLeftOut() throws Exception {
        Tape tape =
                Tapes.of(
                        folder,
                        Market.XNYS,
                        BARS,
                        "AAPL,2024-01-02T20:59:00Z,1,1,1,1,1",
                        "AAPL,2024-01-02T22:00:00Z,9,9,9,9,9",
                        "AAPL,2024-01-03T14:30:00Z,2,2,2,2,2");

        try (TapeReplay replay = replay(tape, 1)) {
            replay.start();
            awaitPublished(1);
            wall.pass(999);
            assertThat(replay.awaitEnd(150)).isFalse();
            wall.pass(1);
            assertThat(replay.awaitEnd(LIMIT_MILLIS)).isTrue();
        }
        assertThat(heard.bars).extracting(Bar::close).containsExactly(1.0, 2.0);
    }

    @Test
    void tradesBecomeTheBarsThatARunWouldMakeOfThem() throws Exception {
        Tape tape =
                Tapes.of(
                        folder,
                        Market.XNYS,
                        "symbol,ts,price,size",
                        "MSFT,2024-01-02T14:30:01Z,10.5,1",
                        "AAPL,2024-01-02T14:30:02Z,100,3",
                        "AAPL,2024-01-02T14:30:30Z,102,1",
                        "AAPL,2024-01-02T14:31:01Z,103,2",
                        // late, but within the tape's five seconds: it still counts
                        "AAPL,2024-01-02T14:30:59Z,99,4",
                        "AAPL,2024-01-02T14:33:00Z,104,1",
                        // too late for its bar
                        "AAPL,2024-01-02T14:30:40Z,1,1");

        try (TapeReplay replay = replay(tape, Double.POSITIVE_INFINITY)) {
            replay.start();
            assertThat(replay.awaitEnd(LIMIT_MILLIS)).isTrue();
        }

        assertThat(heard.bars)
                .containsExactly(
                        bar("AAPL", "14:30:00", 100, 102, 99, 99, 8),
                        bar("MSFT", "14:30:00", 10.5, 10.5, 10.5, 10.5, 1),
                        bar("AAPL", "14:31:00", 103, 103, 103, 103, 2),
                        bar("AAPL", "14:33:00", 104, 104, 104, 104, 1));
        assertThat(heard.trades)
                .extracting(trade -> trade.price())
                .containsExactly(10.5, 100.0, 102.0, 99.0, 103.0, 104.0);
        assertThat(heard.instants).containsExactly(at("14:31:00"), at("14:32:00"), at("14:34:00"));
    }

    private TapeReplay replay(Tape tape, double speed) {
        TapeReplay replay = new TapeReplay(tape, TapeSchedule.of(tape, speed), wall);
        replay.listen(heard);
        return replay;
    }

    private Tape fourMinutes() throws IOException {
        return Tapes.of(
                folder,
                Market.XNYS,
                BARS,
                "AAPL,2024-01-02T14:30:00Z,1,1,1,1,1",
                "AAPL,2024-01-02T14:31:00Z,2,2,2,2,2",
                "AAPL,2024-01-02T14:32:00Z,3,3,3,3,3",
                "AAPL,2024-01-02T14:33:00Z,4,4,4,4,4");
    }

    private void awaitPublished(int count) throws InterruptedException {
        await(() -> heard.published() >= count);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 2_000 && !condition.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private static long at(String time) {
        return Instant.parse("2024-01-02T" + time + "Z").toEpochMilli();
    }

    private static Bar bar(
            String symbol,
            String start,
            double open,
            double high,
            double low,
            double close,
            double volume) {
        return new Bar(symbol, at(start), at(start) + 60_000, open, high, low, close, volume);
    }
}
