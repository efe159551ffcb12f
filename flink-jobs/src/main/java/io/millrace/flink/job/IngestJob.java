package io.millrace.flink.job;

import io.millrace.connectors.kafka.KafkaSettings;
import io.millrace.connectors.kafka.TopicStream;
import io.millrace.connectors.kafka.event.FailedRecord;
import io.millrace.connectors.kafka.event.FailureCoder;
import io.millrace.connectors.kafka.event.MarketCoder;
import io.millrace.domain.market.MarketEvent;
import io.millrace.flink.market.MarketStage;
import io.millrace.flink.topic.TopicSinks;
import io.millrace.flink.wire.WireTypes;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * A source of market data into {@code market.raw}: a tape or a broker's feed. Read {@link
 * #assemble} top to bottom: it is the diagram.
 */
public final class IngestJob {

    private IngestJob() {}

    /** Wires the source to its topics; what it could not read goes to {@code dlq.failed}. */
    public static void assemble(DataStream<MarketEvent> source, KafkaSettings kafka) {
        MarketStage.Intake market = MarketStage.readable(source);
        DataStream<FailedRecord> failed = TopicSinks.failures(market.deadLetters());
        TopicSinks.write(
                market.events(),
                new TopicStream<>(new MarketCoder(), WireTypes.MARKET_EVENT, kafka));
        TopicSinks.write(
                failed,
                new TopicStream<>(
                        new FailureCoder(), TypeInformation.of(FailedRecord.class), kafka));
    }
}
