package io.millrace.connectors.kafka;

import io.millrace.avro.Topic;
import io.millrace.connectors.kafka.event.EventCoder;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.formats.avro.registry.confluent.ConfluentRegistryAvroSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A domain record as it lies in its topic: the key in UTF-8, the event behind its schema's id. The
 * schema is registered before the first record. The record's own time is when it was written, for
 * retention counts from there; the event says when it happened.
 */
final class EventSerializer<T, E extends SpecificRecordBase>
        implements KafkaRecordSerializationSchema<T> {

    private static final long serialVersionUID = 1L;

    private final EventCoder<T, E> coder;
    private final KafkaSettings settings;
    private final ConfluentRegistryAvroSerializationSchema<E> events;

    EventSerializer(EventCoder<T, E> coder, KafkaSettings settings) {
        this.coder = coder;
        this.settings = settings;
        events =
                ConfluentRegistryAvroSerializationSchema.forSpecific(
                        coder.event(),
                        coder.topic().subject(),
                        settings.registryUrl(),
                        settings.registryProperties());
    }

    /** An incompatible schema stops the job here, with the field's name, and not at some record. */
    @Override
    public void open(
            SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext)
            throws Exception {
        register();
        events.open(context);
    }

    /** Makes sure that readers will find the schema. */
    void register() {
        Topic topic = coder.topic();
        new SchemaRegistry(settings).register(topic.subject(), topic.schema());
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            T record, KafkaSinkContext context, @Nullable Long timestamp) {
        return message(record);
    }

    /** The record as it goes to the broker. */
    ProducerRecord<byte[], byte[]> message(T record) {
        return new ProducerRecord<>(
                coder.topic().label(),
                null,
                null,
                coder.key(record).getBytes(StandardCharsets.UTF_8),
                events.serialize(coder.encode(record)));
    }
}
