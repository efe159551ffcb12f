package io.millrace.flink.market;

import io.millrace.domain.market.Bar;
import io.millrace.domain.market.BarInProgress;
import io.millrace.domain.market.DeadLetter;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.MarketEvent;
import io.millrace.domain.market.Resolution;
import io.millrace.domain.market.Trade;
import io.millrace.flink.wire.WireTypes;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.util.OutputTag;

/**
 * From raw market events to bars that can be trusted: in session, in order, none of them twice.
 *
 * <p>What cannot be used leaves as a dead letter, late trades leave as late trades, and neither
 * stops anything.
 */
public final class MarketStage {

    /** The stage's name in metrics. */
    static final String NAME = "market";

    static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("dead-letters", TypeInformation.of(DeadLetter.class));
    private static final OutputTag<Trade> LATE_TRADES =
            new OutputTag<>("late-trades", TypeInformation.of(Trade.class));

    private MarketStage() {}

    /**
     * What the stage gives.
     *
     * @param bars partitioned by symbol, each symbol's in ascending order
     * @param lateTrades trades whose bar had already been closed; empty on a tape of bars
     */
    public record Streams(
            DataStream<Bar> bars,
            DataStream<DeadLetter> deadLetters,
            DataStream<Trade> lateTrades) {}

    /** What a source could read, and what it could not. */
    public record Intake(DataStream<MarketEvent> events, DataStream<DeadLetter> deadLetters) {}

    /** Parts what a source could read from what it could not, in the order of the source. */
    public static Intake readable(DataStream<MarketEvent> source) {
        SingleOutputStreamOperator<MarketEvent> events = events(source);
        return new Intake(events, events.getSideOutput(DEAD_LETTERS));
    }

    /** Validates a tape of bars. */
    public static Streams ofBars(DataStream<MarketEvent> events, Market market) {
        SingleOutputStreamOperator<MarketEvent> barEvents = events(events);
        SingleOutputStreamOperator<Bar> bars =
                barEvents
                        .keyBy(MarketEvent::symbol)
                        .process(new BarValidation(market))
                        .name("validate-bars")
                        .uid("validate-bars");
        return new Streams(
                bars, deadLetters(barEvents, bars), barEvents.getSideOutput(LATE_TRADES));
    }

    /**
     * Builds bars of a tape of trades, in event-time windows that close when the watermark, which
     * lags by the tape's lateness, has passed their end.
     */
    public static Streams ofTrades(
            DataStream<MarketEvent> events, Market market, Resolution resolution) {
        SingleOutputStreamOperator<MarketEvent> tradeEvents = events(events);
        SingleOutputStreamOperator<MarketEvent> built =
                tradeEvents
                        .map(MarketEvent::requireTrade)
                        .name("trades")
                        .uid("trades")
                        .setParallelism(events.getParallelism())
                        .keyBy(Trade::symbol)
                        .window(TumblingEventTimeWindows.of(Duration.ofMillis(resolution.millis())))
                        .sideOutputLateData(LATE_TRADES)
                        .aggregate(
                                new TradesToBar(),
                                new CloseBar(),
                                TypeInformation.of(BarInProgress.class),
                                TypeInformation.of(BarInProgress.class),
                                WireTypes.MARKET_EVENT)
                        .name("trades-to-bars")
                        .uid("trades-to-bars");
        SingleOutputStreamOperator<Bar> bars =
                DataStreamUtils.reinterpretAsKeyedStream(built, MarketEvent::symbol)
                        .process(new BarValidation(market))
                        .name("validate-bars")
                        .uid("validate-bars");
        return new Streams(bars, deadLetters(tradeEvents, bars), built.getSideOutput(LATE_TRADES));
    }

    /**
     * In the source's own subtasks: handed round to more of them, the events of a symbol would
     * arrive in the order in which those happen to run.
     */
    private static SingleOutputStreamOperator<MarketEvent> events(DataStream<MarketEvent> events) {
        return events.process(new ReadableEvents(), WireTypes.MARKET_EVENT)
                .name("readable-events")
                .uid("readable-events")
                .setParallelism(events.getParallelism());
    }

    private static DataStream<DeadLetter> deadLetters(
            SingleOutputStreamOperator<?> unreadable, SingleOutputStreamOperator<?> invalid) {
        return unreadable.getSideOutput(DEAD_LETTERS).union(invalid.getSideOutput(DEAD_LETTERS));
    }
}
