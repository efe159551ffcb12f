package io.millrace.control.cluster;

import io.millrace.avro.Topic;
import io.millrace.connectors.kafka.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What lies in a topic, as a reader has it that drops repeats: each key's records in their order,
 * each once. A record's bytes hold its id, so two that are not the same record differ.
 *
 * @param byKey hex of the values
 * @param repeats how many were dropped
 */
record TopicContents(Map<String, List<String>> byKey, long repeats) {

    static TopicContents of(Topic topic, KafkaSettings settings) {
        Properties properties = settings.clientProperties();
        properties.setProperty("auto.offset.reset", "earliest");
        Map<String, Set<String>> once = new TreeMap<>();
        long repeats = 0;
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic.label()).stream()
                            .map(one -> new TopicPartition(one.topic(), one.partition()))
                            .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                for (ConsumerRecord<byte[], byte[]> record :
                        consumer.poll(Duration.ofMillis(200))) {
                    String key = new String(record.key(), StandardCharsets.UTF_8);
                    boolean isNew =
                            once.computeIfAbsent(key, name -> new LinkedHashSet<>())
                                    .add(HexFormat.of().formatHex(record.value()));
                    repeats += isNew ? 0 : 1;
                }
            }
        }
        Map<String, List<String>> byKey = new TreeMap<>();
        once.forEach((key, values) -> byKey.put(key, List.copyOf(values)));
        return new TopicContents(byKey, repeats);
    }

    long records() {
        return byKey.values().stream().mapToLong(List::size).sum();
    }

    /** Hashes, so that a difference can be printed. */
    Map<String, String> summary() {
        Map<String, String> summary = new TreeMap<>();
        byKey.forEach(
                (key, values) ->
                        summary.put(key, values.size() + " " + Arrays.hashCode(values.toArray())));
        return summary;
    }
}
