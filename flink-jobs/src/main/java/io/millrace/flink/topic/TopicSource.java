package io.millrace.flink.topic;

import io.millrace.connectors.kafka.Reading;
import io.millrace.connectors.kafka.TopicStream;
import io.millrace.connectors.kafka.event.FailedRecord;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Reads a topic: what can be read goes on, what cannot is a dead letter. */
public final class TopicSource {

    private static final OutputTag<FailedRecord> FAILED =
            new OutputTag<>("undecodable", TypeInformation.of(FailedRecord.class));

    private TopicSource() {}

    /**
     * What a topic gives.
     *
     * @param records each key's in the order of the topic
     * @param failed what nobody can read
     */
    public record Streams<T>(DataStream<T> records, DataStream<FailedRecord> failed) {}

    /**
     * Reads a topic with no more readers than it has partitions: one without any would hold back
     * the time of all.
     *
     * @param outOfOrder how far a record may lie behind the newest one of its partition
     */
    public static <T> Streams<T> read(
            StreamExecutionEnvironment env,
            TopicStream<T> topic,
            TypeInformation<T> type,
            Reading reading,
            Duration outOfOrder) {
        int readers = Math.min(env.getParallelism(), topic.partitions());
        SingleOutputStreamOperator<T> records =
                env.fromSource(
                                topic.source(reading),
                                topic.time(reading, outOfOrder),
                                "from-" + topic.label())
                        .uid("from-" + topic.label())
                        .setParallelism(readers)
                        .process(new Decoded<T>(), type)
                        .name("readable-" + topic.label())
                        .uid("readable-" + topic.label())
                        // handed round to others, a symbol's records would lose their order
                        .setParallelism(readers);
        return new Streams<>(records, records.getSideOutput(FAILED));
    }

    private static final class Decoded<T> extends ProcessFunction<Either<FailedRecord, T>, T> {

        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(
                Either<FailedRecord, T> record, Context context, Collector<T> out) {
            if (record.isRight()) {
                out.collect(record.right());
            } else {
                context.output(FAILED, record.left());
            }
        }
    }
}
