package io.millrace.flink.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.market.Bar;
import io.millrace.domain.market.DeadLetter;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.MarketEvent;
import io.millrace.domain.market.RejectionCode;
import io.millrace.domain.market.Resolution;
import io.millrace.domain.market.Trade;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;

class MarketStageTest {

    private static final long MINUTE = 60_000;
    private static final long LATENESS = 5_000;

    private final StreamExecutionEnvironment env =
            StreamExecutionEnvironment.getExecutionEnvironment();

    @Test
    void openAndCloseOfABarAreItsEarliestAndLatestTradesHoweverTheyArrive() throws Exception {
        MarketStage.Streams market =
                ofTrades(
                        trade(0, 10_000, 101, 1),
                        trade(1, 8_000, 100, 2),
                        trade(2, 50_000, 99, 0.5),
                        trade(3, 49_000, 103, 0.25),
                        trade(4, 120_000, 90, 1));

        assertThat(collected(market.bars()))
                .containsExactly(
                        new Bar("BTCUSD", 0, MINUTE, 100, 103, 99, 99, 3.75),
                        new Bar("BTCUSD", 2 * MINUTE, 3 * MINUTE, 90, 90, 90, 90, 1));
    }

    @Test
    void aTradeBeyondTheLatenessGoesToTheSideAndChangesNoBar() throws Exception {
        MarketEvent late = trade(2, 59_000, 1, 1);
        MarketStage.Streams market =
                ofTrades(trade(0, 59_999, 100, 1), trade(1, MINUTE + LATENESS, 100, 1), late);

        assertThat(collected(market.lateTrades())).containsExactly(late.requireTrade());
    }

    @Test
    void aTradeWithinTheLatenessStillCounts() throws Exception {
        MarketStage.Streams market =
                ofTrades(
                        trade(0, 59_999, 100, 1),
                        trade(1, MINUTE + LATENESS - 1, 100, 1),
                        trade(2, 59_000, 1, 1));

        assertThat(collected(market.bars())).first().extracting(Bar::low).isEqualTo(1.0);
    }

    @Test
    void whatTheSourceCouldNotReadLeavesAsADeadLetter() throws Exception {
        DeadLetter unreadable =
                new DeadLetter("trades.csv", 7, RejectionCode.PRICE_INVALID, "-1", "> 0");
        MarketStage.Streams market =
                ofTrades(trade(0, 1, 100, 1), MarketEvent.of(unreadable), trade(1, 2, 100, 1));

        assertThat(collected(market.deadLetters())).containsExactly(unreadable);
    }

    @Test
    void aSymbolsBarsKeepTheirOrderBetweenManySubtasks() throws Exception {
        List<MarketEvent> events = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            Bar bar = new Bar("BTCUSD", i * MINUTE, (i + 1) * MINUTE, 1, 1, 1, 1, 1);
            events.add(MarketEvent.of("bars.csv", i + 2, bar));
        }
        env.setParallelism(4);
        DataStream<MarketEvent> tape =
                env.fromData(events, TypeInformation.of(MarketEvent.class)).setParallelism(1);

        MarketStage.Streams market = MarketStage.ofBars(tape, Market.CRYPTO);

        assertThat(collected(market.bars())).hasSize(events.size());
    }

    private MarketStage.Streams ofTrades(MarketEvent... events) {
        DataStream<MarketEvent> tape =
                env.fromData(List.of(events), TypeInformation.of(MarketEvent.class))
                        .setParallelism(1)
                        .assignTimestampsAndWatermarks(
                                WatermarkStrategy.<MarketEvent>forGenerator(
                                                context -> new AfterEveryEvent())
                                        .withTimestampAssigner(
                                                (event, before) ->
                                                        event.trade() == null
                                                                ? 0
                                                                : event.trade().atMillis()))
                        .setParallelism(1);
        return MarketStage.ofTrades(tape, Market.CRYPTO, Resolution.MINUTE);
    }

    private static MarketEvent trade(long sequence, long atMillis, double price, double size) {
        return MarketEvent.of("trades.csv", new Trade("BTCUSD", atMillis, price, size, sequence));
    }

    private static <T> List<T> collected(DataStream<T> stream) throws Exception {
        List<T> values = new ArrayList<>();
        try (CloseableIterator<T> results = stream.executeAndCollect()) {
            for (Iterator<T> each = results; each.hasNext(); ) {
                values.add(each.next());
            }
        }
        return values;
    }

    /** A watermark behind every event, as the tape source gives it. */
    private static final class AfterEveryEvent implements WatermarkGenerator<MarketEvent> {

        private long newest = Long.MIN_VALUE;

        @Override
        public void onEvent(MarketEvent event, long atMillis, WatermarkOutput output) {
            newest = Math.max(newest, atMillis);
            output.emitWatermark(new Watermark(newest - LATENESS - 1));
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {}
    }
}
