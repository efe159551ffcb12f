package io.millrace.flink.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.avro.Topic;
import io.millrace.connectors.kafka.KafkaSettings;
import io.millrace.connectors.kafka.TopicAdmin;
import io.millrace.stack.kafka.KafkaServer;
import io.millrace.stack.registry.RegistryServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The records of a broker, and how far somebody has read them. */
record GoldenTopics(KafkaSettings settings, Admin admin) implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    GoldenTopics(KafkaSettings settings) {
        this(settings, Admin.create(settings.clientProperties()));
    }

    /**
     * Fresh topics on a broker. Those that jobs take the time from have so few partitions that each
     * holds a symbol: then no partition is ever left behind for being silent.
     */
    static KafkaSettings on(KafkaServer kafka, RegistryServer registry) {
        KafkaSettings local = KafkaSettings.local(kafka.bootstrapServers(), registry.url());
        try (TopicAdmin others = new TopicAdmin(local);
                GoldenTopics topics = new GoldenTopics(local)) {
            answer(
                    topics.admin
                            .createTopics(
                                    Stream.of(Topic.MARKET_RAW, Topic.SIGNALS_SCORED)
                                            .map(topic -> new NewTopic(topic.label(), 2, (short) 1))
                                            .toList())
                            .all());
            others.create();
        }
        return new KafkaSettings(
                local.bootstrapServers(),
                local.registryUrl(),
                local.group(),
                local.protocol(),
                local.truststore(),
                Duration.ofHours(1),
                local.secrets());
    }

    /**
     * Where partitions end.
     *
     * @param offsets of the partitions that hold something
     */
    record Ends(Map<TopicPartition, Long> offsets) {

        /** How many records lie in a topic. */
        long of(Topic topic) {
            return offsets.entrySet().stream()
                    .filter(one -> one.getKey().topic().equals(topic.label()))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }
    }

    Ends ends(Collection<Topic> topics) {
        Collection<TopicDescription> found =
                answer(
                                admin.describeTopics(topics.stream().map(Topic::label).toList())
                                        .allTopicNames())
                        .values();
        Map<TopicPartition, OffsetSpec> latest =
                found.stream()
                        .flatMap(
                                topic ->
                                        topic.partitions().stream()
                                                .map(
                                                        one ->
                                                                new TopicPartition(
                                                                        topic.name(),
                                                                        one.partition())))
                        .collect(Collectors.toMap(place -> place, place -> OffsetSpec.latest()));
        Map<TopicPartition, Long> offsets =
                answer(admin.listOffsets(latest).all()).entrySet().stream()
                        .filter(one -> one.getValue().offset() > 0)
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, one -> one.getValue().offset()));
        return new Ends(offsets);
    }

    /** Whether the group has been told, by a checkpoint, that everything is processed. */
    boolean isRead(String group, Ends ends) {
        Map<TopicPartition, OffsetAndMetadata> stands = new TreeMap<>(byName());
        for (String one : groups(group, ends)) {
            stands.putAll(
                    answer(admin.listConsumerGroupOffsets(one).partitionsToOffsetAndMetadata()));
        }
        return ends.offsets().entrySet().stream()
                .allMatch(
                        one -> {
                            OffsetAndMetadata at = stands.get(one.getKey());
                            return at != null && at.offset() >= one.getValue();
                        });
    }

    private static Comparator<TopicPartition> byName() {
        return Comparator.comparing(TopicPartition::toString);
    }

    /** A job has a group per topic. */
    private static List<String> groups(String group, Ends ends) {
        return ends.offsets().keySet().stream()
                .map(place -> group + "-" + place.topic())
                .distinct()
                .toList();
    }

    /** Copies the first half of every partition to where there are no records yet. */
    void copyHalfTo(KafkaSettings other) throws Exception {
        Map<TopicPartition, Long> halves = new TreeMap<>(byName());
        ends(List.of(Topic.values())).offsets().forEach((place, end) -> halves.put(place, end / 2));
        try (KafkaConsumer<byte[], byte[]> from =
                        new KafkaConsumer<>(
                                settings.clientProperties(),
                                new ByteArrayDeserializer(),
                                new ByteArrayDeserializer());
                KafkaProducer<byte[], byte[]> to =
                        new KafkaProducer<>(
                                other.clientProperties(),
                                new ByteArraySerializer(),
                                new ByteArraySerializer())) {
            from.assign(halves.keySet());
            from.seekToBeginning(halves.keySet());
            List<TopicPartition> open = new ArrayList<>(halves.keySet());
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            while (!open.isEmpty()) {
                for (ConsumerRecord<byte[], byte[]> one : from.poll(Duration.ofSeconds(1))) {
                    if (one.offset() < halves.getOrDefault(place(one), 0L)) {
                        sent.add(
                                to.send(
                                        new ProducerRecord<>(
                                                one.topic(),
                                                one.partition(),
                                                one.key(),
                                                one.value())));
                    }
                }
                open.removeIf(place -> from.position(place) >= halves.getOrDefault(place, 0L));
            }
            for (Future<RecordMetadata> one : sent) {
                one.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        }
        try (GoldenTopics copied = new GoldenTopics(other)) {
            halves.values().removeIf(half -> half == 0);
            assertThat(copied.ends(List.of(Topic.values())).offsets())
                    .containsExactlyInAnyOrderEntriesOf(halves);
        }
    }

    private static TopicPartition place(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }

    private static <V> V answer(KafkaFuture<V> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException failure) {
            throw new AssertionError("the broker did not answer", failure);
        }
    }
}
