package io.millrace.connectors.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connectors.observe.ConsumerLag.Lag;
import io.millrace.observe.Metrics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.IntegerSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker, with offsets that were really committed. */
class ConsumerLagTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir private static Path folder;
    private static KafkaInProcess kafka;
    private static Map<String, Object> properties;

    @BeforeAll
    static void start() throws Exception {
        kafka = KafkaInProcess.start(folder);
        properties = Map.of("bootstrap.servers", kafka.bootstrap());
        try (Admin admin = Admin.create(properties)) {
            admin.createTopics(List.of(new NewTopic("bars", 2, (short) 1))).all().get();
        }
        try (KafkaProducer<Integer, Integer> producer =
                new KafkaProducer<>(properties, new IntegerSerializer(), new IntegerSerializer())) {
            send(producer, 0, 10);
            send(producer, 1, 4);
        }
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void theLagIsTheEndLessWhatWasCommittedPerGroupAndPartition() throws Exception {
        commit("signals", Map.of(0, 7L, 1, 4L));
        commit("archive", Map.of(1, 1L));
        try (ConsumerLag lag = ConsumerLag.of(properties, PATIENCE);
                Metrics metrics = Metrics.empty()) {
            assertThat(lag.read())
                    .containsExactly(
                            new Lag("archive", "bars", 1, 1, 4),
                            new Lag("signals", "bars", 0, 7, 10),
                            new Lag("signals", "bars", 1, 4, 4));

            lag.show(metrics);

            assertThat(metrics.scrape())
                    .contains(
                            "kafka_consumer_lag{group=\"archive\",partition=\"1\",topic=\"bars\"} 3.0",
                            "kafka_consumer_lag{group=\"signals\",partition=\"0\",topic=\"bars\"} 3.0",
                            "kafka_consumer_lag{group=\"signals\",partition=\"1\",topic=\"bars\"} 0.0");

            commit("signals", Map.of(0, 10L));
            try (Admin admin = Admin.create(properties)) {
                admin.deleteConsumerGroups(List.of("archive")).all().get();
            }
            lag.show(metrics);

            assertThat(metrics.scrape())
                    .contains("{group=\"signals\",partition=\"0\",topic=\"bars\"} 0.0")
                    .doesNotContain("archive");
        }
    }

    @Test
    void aClusterThatIsNotThereIsSaidToBeSo() {
        Map<String, Object> nobody =
                Map.of(
                        "bootstrap.servers",
                        "127.0.0.1:1",
                        "default.api.timeout.ms",
                        500,
                        "request.timeout.ms",
                        400);
        try (ConsumerLag lag = ConsumerLag.of(nobody, Duration.ofSeconds(5))) {
            assertThatThrownBy(lag::read)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("Kafka ");
        }
    }

    private static void send(KafkaProducer<Integer, Integer> producer, int partition, int records)
            throws Exception {
        for (int i = 0; i < records; i++) {
            producer.send(new ProducerRecord<>("bars", partition, i, i)).get();
        }
    }

    private static void commit(String group, Map<Integer, Long> offsets) {
        Map<String, Object> mine =
                Map.of("bootstrap.servers", kafka.bootstrap(), "group.id", group);
        try (KafkaConsumer<Integer, Integer> consumer =
                new KafkaConsumer<>(mine, new IntegerDeserializer(), new IntegerDeserializer())) {
            Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
            offsets.forEach(
                    (partition, offset) ->
                            committed.put(
                                    new TopicPartition("bars", partition),
                                    new OffsetAndMetadata(offset)));
            consumer.commitSync(committed);
        }
    }
}
