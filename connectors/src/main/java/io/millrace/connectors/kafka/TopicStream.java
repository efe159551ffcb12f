package io.millrace.connectors.kafka;

import io.millrace.connectors.kafka.event.EventCoder;
import io.millrace.connectors.kafka.event.FailedRecord;
import java.time.Duration;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.types.Either;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A topic's records as a source and a sink of Flink.
 *
 * @param <T> the domain record
 */
public final class TopicStream<T> {

    private final EventCoder<T, ? extends SpecificRecordBase> coder;
    private final TypeInformation<T> type;
    private final KafkaSettings settings;
    private final @Nullable OffsetsInitializer start;
    private final @Nullable TopicStretch stretch;

    public TopicStream(
            EventCoder<T, ? extends SpecificRecordBase> coder,
            TypeInformation<T> type,
            KafkaSettings settings) {
        this(coder, type, settings, null, null);
    }

    private TopicStream(
            EventCoder<T, ? extends SpecificRecordBase> coder,
            TypeInformation<T> type,
            KafkaSettings settings,
            @Nullable OffsetsInitializer start,
            @Nullable TopicStretch stretch) {
        this.coder = coder;
        this.type = type;
        this.settings = settings;
        this.start = start;
        this.stretch = stretch;
    }

    /** The same topic from there on, wherever its group stands; a restored job knows better. */
    public TopicStream<T> from(Map<TopicPartition, Long> offsets) {
        return new TopicStream<>(coder, type, settings, OffsetsInitializer.offsets(offsets), null);
    }

    /** That stretch of the topic and no more, or a failure where records of it are gone. */
    @SuppressWarnings("deprecation") // the connector has no other way yet to say so
    public TopicStream<T> within(TopicStretch chosen) {
        return new TopicStream<>(
                coder,
                type,
                settings,
                OffsetsInitializer.offsets(chosen.begins(), OffsetResetStrategy.NONE),
                chosen);
    }

    /** Name of the topic. */
    public String label() {
        return coder.topic().label();
    }

    /** How many partitions the topic has, so how many readers can have work. */
    public int partitions() {
        try (TopicAdmin admin = new TopicAdmin(settings)) {
            return admin.partitions(coder.topic());
        }
    }

    /**
     * Reads from where its group stands, or from the beginning.
     *
     * @param reading whether to go on for ever or to end at what is there when the job starts
     */
    @SuppressWarnings("deprecation") // the connector has no other way yet to say where to begin
    public Source<Either<FailedRecord, T>, ?, ?> source(Reading reading) {
        KafkaSourceBuilder<Either<FailedRecord, T>> source =
                KafkaSource.<Either<FailedRecord, T>>builder()
                        .setProperties(settings.clientProperties())
                        .setBootstrapServers(settings.bootstrapServers())
                        .setTopics(label())
                        .setGroupId(settings.group(coder.topic()))
                        .setClientIdPrefix(settings.group(coder.topic()))
                        .setDeserializer(deserializer(coder));
        return switch (reading) {
            case GOING_ON ->
                    source.setStartingOffsets(
                                    start == null
                                            ? OffsetsInitializer.committedOffsets(
                                                    OffsetResetStrategy.EARLIEST)
                                            : start)
                            .build();
            case WHAT_IS_THERE ->
                    new EndingTopic<>(
                            source.setStartingOffsets(
                                            start == null ? OffsetsInitializer.earliest() : start)
                                    .setBounded(
                                            stretch == null
                                                    ? OffsetsInitializer.latest()
                                                    : OffsetsInitializer.offsets(stretch.ends()))
                                    .build());
        };
    }

    /**
     * Event time as the records tell it, each partition by itself.
     *
     * @param outOfOrder how far a record may lie behind the newest one of its partition
     */
    public WatermarkStrategy<Either<FailedRecord, T>> time(Reading reading, Duration outOfOrder) {
        EventCoder<T, ? extends SpecificRecordBase> form = coder;
        WatermarkStrategy<Either<FailedRecord, T>> time =
                WatermarkStrategy.<Either<FailedRecord, T>>forGenerator(
                                context -> new PartitionTime<>(outOfOrder.toMillis()))
                        .withTimestampAssigner(
                                (record, before) ->
                                        record.isRight() ? form.atMillis(record.right()) : before);
        return switch (reading) {
            case GOING_ON -> time.withIdleness(settings.idlePartition());
            // every record that there is will come: nobody may run ahead of a slow partition
            case WHAT_IS_THERE -> time;
        };
    }

    /** Writes at least once, each key in the order in which it came. */
    public KafkaSink<T> sink() {
        return KafkaSink.<T>builder()
                .setKafkaProducerConfig(settings.clientProperties())
                .setBootstrapServers(settings.bootstrapServers())
                .setProperty("acks", "all")
                // retries must not change the order within a partition
                .setProperty("enable.idempotence", "true")
                .setProperty("compression.type", "zstd")
                .setProperty("linger.ms", "5")
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setRecordSerializer(serializer(coder))
                .build();
    }

    private <E extends SpecificRecordBase> EventSerializer<T, E> serializer(
            EventCoder<T, E> typed) {
        return new EventSerializer<>(typed, settings);
    }

    private <E extends SpecificRecordBase> EventDeserializer<T, E> deserializer(
            EventCoder<T, E> typed) {
        return new EventDeserializer<>(typed, settings, type);
    }
}
