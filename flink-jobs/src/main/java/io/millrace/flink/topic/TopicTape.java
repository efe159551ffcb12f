package io.millrace.flink.topic;

import io.millrace.connectors.files.TapeFilter;
import io.millrace.connectors.kafka.KafkaSettings;
import io.millrace.connectors.kafka.Reading;
import io.millrace.connectors.kafka.TopicStream;
import io.millrace.connectors.kafka.TopicStretch;
import io.millrace.connectors.kafka.event.FailedRecord;
import io.millrace.connectors.kafka.event.MarketCoder;
import io.millrace.domain.market.DeadLetter;
import io.millrace.domain.market.MarketEvent;
import io.millrace.domain.market.RejectionCode;
import io.millrace.flink.wire.WireTypes;
import java.time.Duration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A stretch of {@code market.raw} as a tape that ends. */
public final class TopicTape {

    private TopicTape() {}

    /**
     * Its events, each symbol's in the order of the topic; a record that nobody can read is one
     * that was refused.
     *
     * @param outOfOrder how far an event may lie behind the newest one of its partition
     */
    public static DataStream<MarketEvent> of(
            StreamExecutionEnvironment env,
            KafkaSettings kafka,
            TopicStretch stretch,
            TapeFilter filter,
            Duration outOfOrder) {
        TopicSource.Streams<MarketEvent> all =
                TopicSource.read(
                        env,
                        new TopicStream<>(new MarketCoder(), WireTypes.MARKET_EVENT, kafka)
                                .within(stretch),
                        WireTypes.MARKET_EVENT,
                        Reading.WHAT_IS_THERE,
                        outOfOrder);
        int readers = all.records().getParallelism();
        DataStream<MarketEvent> wanted =
                all.records()
                        .filter(event -> wants(filter, event))
                        .name("wanted")
                        .uid("wanted")
                        .setParallelism(readers);
        DataStream<MarketEvent> refused =
                all.failed()
                        .map(TopicTape::refused)
                        .returns(WireTypes.MARKET_EVENT)
                        .name("undecodable")
                        .uid("undecodable")
                        .setParallelism(readers);
        return wanted.union(refused);
    }

    private static boolean wants(TapeFilter filter, MarketEvent event) {
        return filter.wants(event.symbol())
                && filter.holds(
                        event.bar() != null
                                ? event.requireBar().startMillis()
                                : event.requireTrade().atMillis());
    }

    private static MarketEvent refused(FailedRecord record) {
        return MarketEvent.of(
                new DeadLetter(
                        record.source(),
                        record.position(),
                        RejectionCode.UNDECODABLE,
                        record.message(),
                        "an event of the topic's schema"));
    }
}
