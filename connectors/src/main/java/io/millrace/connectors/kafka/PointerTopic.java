package io.millrace.connectors.kafka;

import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.millrace.avro.ControlCommandEvent;
import io.millrace.avro.Topic;
import io.millrace.connectors.kafka.event.PointerCoder;
import io.millrace.domain.model.ModelPointer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Words about which model answers, in {@code control.commands}. */
public final class PointerTopic {

    private static final Logger LOG = LoggerFactory.getLogger(PointerTopic.class);
    private static final Topic TOPIC = Topic.CONTROL_COMMANDS;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaSettings settings;

    public PointerTopic(KafkaSettings settings) {
        this.settings = settings;
    }

    /**
     * What had been said when somebody looked.
     *
     * @param pointers the oldest first
     * @param ends where the topic's partitions go on behind it
     */
    public record Said(List<ModelPointer> pointers, Map<TopicPartition, Long> ends) {

        public Said {
            pointers = List.copyOf(pointers);
            ends = Map.copyOf(ends);
        }
    }

    /**
     * Says it: the broker has it when this returns.
     *
     * @throws IllegalStateException when the topic is not on the broker
     * @throws KafkaUnavailable when the broker does not take it
     * @throws RegistryUnavailable when the registry does not answer
     */
    public void say(ModelPointer pointer, String who, String why) throws InterruptedException {
        requireTopic();
        EventSerializer<ModelPointer, ControlCommandEvent> form =
                new EventSerializer<>(new PointerCoder(who, why), settings);
        form.register();
        Properties properties = bounded();
        properties.setProperty("acks", "all");
        properties.setProperty(
                "delivery.timeout.ms", Long.toString(PATIENCE.multipliedBy(2).toMillis()));
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(form.message(pointer)).get();
        } catch (ExecutionException refused) {
            throw unavailable(Objects.requireNonNullElse(refused.getCause(), refused));
        } catch (KafkaException refused) {
            throw unavailable(refused);
        }
    }

    /**
     * Reads to the end that the topic has now. What nobody can read is not among it.
     *
     * @throws IllegalStateException when the topic is not on the broker
     * @throws KafkaUnavailable when the broker does not answer
     */
    public Said said() {
        requireTopic();
        Properties properties = bounded();
        properties.setProperty("auto.offset.reset", "earliest");
        properties.setProperty("default.api.timeout.ms", Long.toString(PATIENCE.toMillis()));
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(TOPIC.label()).stream()
                            .map(one -> new TopicPartition(one.topic(), one.partition()))
                            .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            return new Said(before(ends, consumer), ends);
        } catch (KafkaException away) {
            throw unavailable(away);
        }
    }

    private List<ModelPointer> before(
            Map<TopicPartition, Long> ends, KafkaConsumer<byte[], byte[]> consumer) {
        PointerCoder coder = new PointerCoder();
        EventReader<ControlCommandEvent> reader =
                new EventReader<>(
                        coder,
                        new CachedSchemaRegistryClient(
                                settings.registryUrl(),
                                SchemaRegistry.CACHED_SCHEMAS,
                                settings.registryProperties()));
        List<ModelPointer> said = new ArrayList<>();
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                long end =
                        ends.getOrDefault(
                                new TopicPartition(record.topic(), record.partition()), 0L);
                if (record.offset() < end && record.value() != null) {
                    read(record, coder, reader, said);
                }
            }
        }
        return said;
    }

    private void read(
            ConsumerRecord<byte[], byte[]> record,
            PointerCoder coder,
            EventReader<ControlCommandEvent> reader,
            List<ModelPointer> said) {
        try {
            ControlCommandEvent event = reader.event(record.value());
            if (coder.holds(event)) {
                said.add(coder.decode(event));
            }
        } catch (IOException | RuntimeException failure) {
            if (EventDeserializer.isRegistryAway(failure)) {
                throw new RegistryUnavailable(settings.registryUrl(), failure);
            }
            LOG.warn("{} at {}: {}", TOPIC.label(), record.offset(), failure.getMessage());
        }
    }

    /** Without it a producer would wait for a topic that nobody makes. */
    private void requireTopic() {
        try (TopicAdmin admin = new TopicAdmin(settings)) {
            admin.partitions(TOPIC);
        }
    }

    private Properties bounded() {
        Properties properties = settings.clientProperties();
        properties.setProperty("request.timeout.ms", Long.toString(PATIENCE.toMillis()));
        properties.setProperty("max.block.ms", Long.toString(PATIENCE.toMillis()));
        return properties;
    }

    private KafkaUnavailable unavailable(Throwable cause) {
        return new KafkaUnavailable(settings.bootstrapServers(), cause);
    }
}
