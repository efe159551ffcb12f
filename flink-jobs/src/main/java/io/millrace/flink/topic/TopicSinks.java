package io.millrace.flink.topic;

import io.millrace.connectors.kafka.TopicStream;
import io.millrace.connectors.kafka.event.FailedRecord;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.market.DeadLetter;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Writes streams into topics. */
public final class TopicSinks {

    private TopicSinks() {}

    /** Writes records as they come: each key's stay in their order, at least once. */
    public static <T> void write(DataStream<T> records, TopicStream<T> topic) {
        records.sinkTo(topic.sink())
                .name("to-" + topic.label())
                .uid("to-" + topic.label())
                .setParallelism(records.getParallelism());
    }

    /**
     * Writes decisions so that every partition lies in the order of event time, whatever the
     * parallelism: who reads a partition may then take its newest record for its time.
     */
    public static void writeInOrder(DataStream<Decision> decisions, TopicStream<Decision> topic) {
        int partitions = topic.partitions();
        write(
                decisions
                        .keyBy(decision -> Partitions.of(decision.symbol(), partitions))
                        .process(new InOrderOfTime())
                        .name("in-order-of-time")
                        .uid("in-order-of-time"),
                topic);
    }

    /** Rows of market data that were refused, as failures with the time at which they were read. */
    public static DataStream<FailedRecord> failures(DataStream<DeadLetter> letters) {
        return letters.process(new Enveloped(), TypeInformation.of(FailedRecord.class))
                .name("dead-letters")
                .uid("dead-letters");
    }

    private static final class Enveloped extends ProcessFunction<DeadLetter, FailedRecord> {

        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(
                DeadLetter letter, Context context, Collector<FailedRecord> out) {
            Long at = context.timestamp();
            out.collect(FailedRecord.of(letter, at == null ? 0 : at));
        }
    }
}
