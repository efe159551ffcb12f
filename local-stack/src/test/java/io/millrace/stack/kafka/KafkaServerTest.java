package io.millrace.stack.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.stack.server.Place;
import io.millrace.stack.server.ServerUnavailable;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerTest {

    private static final TopicPartition WORDS = new TopicPartition("words", 0);

    @Test
    void keepsWhatWasAcknowledgedOverAKill(@TempDir Path folder) throws Exception {
        try (KafkaServer kafka = KafkaServer.start(Place.in(folder))) {
            createTopic(kafka);
            produce(kafka, "before");

            kafka.kill();
            assertThat(kafka.isHealthy()).isFalse();
            kafka.launch();
            kafka.awaitHealthy();

            produce(kafka, "after");
            assertThat(read(kafka, 2)).containsExactly("before", "after");
        }
    }

    @Test
    void leavesNothingOfATemporaryOneBehind() {
        KafkaServer kafka = KafkaServer.start();
        long pid = kafka.pid().orElseThrow();
        assertThat(kafka.folder().resolve("data")).exists();

        kafka.close();
        kafka.close();

        assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive))
                .isNotEqualTo(Optional.of(true));
        assertThat(Files.exists(kafka.folder())).isFalse();
    }

    @Test
    void namesAPortThatIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Place taken = Place.temporary().onPort(other.getLocalPort());

            assertThatThrownBy(() -> KafkaServer.start(taken))
                    .isInstanceOf(ServerUnavailable.class)
                    .hasMessageStartingWith(
                            "kafka: port " + other.getLocalPort() + " (expected: free");
        }
    }

    private static void createTopic(KafkaServer kafka) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(WORDS.topic(), 1, (short) 1))).all().get();
        }
    }

    private static void produce(KafkaServer kafka, String word) throws Exception {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers()),
                        new StringSerializer(),
                        new StringSerializer())) {
            producer.send(new ProducerRecord<>(WORDS.topic(), word)).get();
        }
    }

    private static List<String> read(KafkaServer kafka, int count) {
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers()),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            consumer.assign(List.of(WORDS));
            consumer.seekToBeginning(List.of(WORDS));
            List<String> words = new ArrayList<>();
            for (int poll = 0; poll < 20 && words.size() < count; poll++) {
                ConsumerRecords<String, String> records = consumer.poll(Duration.ofSeconds(1));
                records.forEach(one -> words.add(one.value()));
            }
            return words;
        }
    }
}
