package io.millrace.connectors.kafka;

import io.millrace.connectors.kafka.event.EventCoder;
import io.millrace.connectors.kafka.event.FailedRecord;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The two ends of a topic as a task opens them, without the job around them. */
@SuppressWarnings("NullAway") // contexts that are handed over and never read
final class Wire<T, E extends SpecificRecordBase> {

    private final EventCoder<T, E> coder;
    private final EventSerializer<T, E> serializer;
    private final EventDeserializer<T, E> deserializer;

    Wire(EventCoder<T, E> coder, Class<T> type, KafkaSettings settings) throws Exception {
        this(coder, type, settings, settings);
    }

    /** Two ends that know different registries. */
    Wire(EventCoder<T, E> coder, Class<T> type, KafkaSettings writing, KafkaSettings reading)
            throws Exception {
        this.coder = coder;
        serializer = new EventSerializer<>(coder, writing);
        serializer.open(new Context(), new OnePartition());
        deserializer = new EventDeserializer<>(coder, reading, TypeInformation.of(type));
        deserializer.open(new Context());
    }

    byte[] written(T record) {
        return serializer.serialize(record, new OnePartition(), 0L).value();
    }

    Either<FailedRecord, T> read(byte[] value) throws Exception {
        List<Either<FailedRecord, T>> read = new ArrayList<>();
        deserializer.deserialize(
                new ConsumerRecord<>(coder.topic().label(), 2, 7, new byte[] {'k'}, value),
                new Collector<>() {
                    @Override
                    public void collect(Either<FailedRecord, T> one) {
                        read.add(one);
                    }

                    @Override
                    public void close() {}
                });
        return read.get(0);
    }

    private static final class Context
            implements SerializationSchema.InitializationContext,
                    DeserializationSchema.InitializationContext {

        @Override
        public MetricGroup getMetricGroup() {
            return new UnregisteredMetricsGroup();
        }

        @Override
        public UserCodeClassLoader getUserCodeClassLoader() {
            return SimpleUserCodeClassLoader.create(Wire.class.getClassLoader());
        }
    }

    private static final class OnePartition
            implements KafkaRecordSerializationSchema.KafkaSinkContext {

        @Override
        public int getParallelInstanceId() {
            return 0;
        }

        @Override
        public int getNumberOfParallelInstances() {
            return 1;
        }

        @Override
        public int[] getPartitionsForTopic(String topic) {
            return new int[] {0};
        }
    }
}
