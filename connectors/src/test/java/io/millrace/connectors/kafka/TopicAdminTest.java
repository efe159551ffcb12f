package io.millrace.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.avro.Topic;
import io.millrace.stack.kafka.KafkaServer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopicAdminTest {

    private KafkaServer kafka;
    private KafkaSettings settings;

    @BeforeEach
    void starts() {
        kafka = KafkaServer.start();
        settings = KafkaSettings.local(kafka.bootstrapServers(), "http://127.0.0.1:1");
    }

    @AfterEach
    void stops() {
        kafka.close();
    }

    @Test
    void createsWhatIsMissingOnceAndTellsWhatSomebodyElseMadeDifferently() throws Exception {
        try (Admin somebody = Admin.create(settings.clientProperties());
                TopicAdmin admin = new TopicAdmin(settings)) {
            NewTopic theirs = new NewTopic(Topic.MARKET_RAW.label(), 2, (short) 1);
            somebody.createTopics(List.of(theirs.configs(Map.of("retention.ms", "1000"))))
                    .all()
                    .get();

            List<TopicStatus> created = admin.create();
            List<TopicStatus> again = admin.create();

            assertThat(created).hasSize(Topic.values().length).allMatch(TopicStatus::exists);
            assertThat(created)
                    .filteredOn(one -> !one.created())
                    .extracting(one -> one.row().topic())
                    .containsExactly(Topic.MARKET_RAW);
            assertThat(again).noneMatch(TopicStatus::created);
            assertThat(again)
                    .filteredOn(one -> !one.differences().isEmpty())
                    .singleElement()
                    .satisfies(
                            one ->
                                    assertThat(one.differences())
                                            .containsExactly(
                                                    "partitions: 2 (expected: 6)",
                                                    "message.timestamp.type: CreateTime"
                                                            + " (expected: LogAppendTime)",
                                                    "retention.ms: 1000 (expected: 604800000)"));
            assertThat(admin.partitions(Topic.MARKET_RAW)).isEqualTo(2);
        }
    }

    @Test
    void aTapeOfLongAgoIsNotOld() throws Exception {
        String topic = Topic.SIGNALS_SCORED.label();
        try (TopicAdmin admin = new TopicAdmin(settings);
                KafkaProducer<String, String> producer =
                        new KafkaProducer<>(
                                settings.clientProperties(),
                                new StringSerializer(),
                                new StringSerializer())) {
            admin.create();

            RecordMetadata written =
                    producer.send(new ProducerRecord<>(topic, 0, 0L, "k", "v")).get();

            assertThat(Instant.ofEpochMilli(written.timestamp()))
                    .isAfter(Instant.parse("2020-01-01T00:00:00Z"));
        }
    }

    @Test
    void aBrokerThatIsAwayIsNamed() {
        try (TopicAdmin admin =
                new TopicAdmin(KafkaSettings.local("127.0.0.1:1", "http://127.0.0.1:1"))) {
            assertThatThrownBy(admin::status)
                    .isInstanceOf(KafkaUnavailable.class)
                    .hasMessageStartingWith(
                            "kafka.bootstrap-servers: 127.0.0.1:1 (expected: a broker that"
                                    + " answers");
        }
    }
}
