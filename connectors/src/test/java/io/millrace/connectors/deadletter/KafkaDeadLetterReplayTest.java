package io.millrace.connectors.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is handed to Kafka's producer; the fake is Kafka's own. */
class KafkaDeadLetterReplayTest {

    @Test
    void aLetterGoesBackAsItCameAndNamesItsId() throws Exception {
        MockProducer<byte[], byte[]> producer = producer(true);
        StoredLetter letter = letter(new byte[] {'S'});

        try (DeadLetterReplay replay = new KafkaDeadLetterReplay(producer, "here")) {
            replay.send(letter);
            replay.send(letter(null));
        }

        List<ProducerRecord<byte[], byte[]>> sent = producer.history();
        assertThat(sent).extracting(ProducerRecord::topic).containsOnly("market.raw");
        assertThat(sent.get(0).key()).containsExactly('S');
        assertThat(sent.get(1).key()).isNull();
        assertThat(sent.get(0).value()).containsExactly(0, -1, 2);
        assertThat(
                        new String(
                                sent.get(0)
                                        .headers()
                                        .lastHeader(KafkaDeadLetterReplay.HEADER)
                                        .value(),
                                StandardCharsets.UTF_8))
                .isEqualTo(letter.id().toString());
        assertThat(producer.closed()).isTrue();
    }

    @Test
    void aRefusalNamesTheBrokerTheTopicAndTheLetter() {
        MockProducer<byte[], byte[]> producer = producer(true);
        producer.sendException = new UnknownTopicOrPartitionException("no such topic");

        try (DeadLetterReplay replay = new KafkaDeadLetterReplay(producer, "kafka-1:9092")) {
            assertThatThrownBy(() -> replay.send(letter(null)))
                    .isInstanceOf(DeadLetterReplay.ReplayFailed.class)
                    .hasMessageContainingAll(
                            "kafka-1:9092",
                            "market.raw",
                            letter(null).id().toString(),
                            "no such topic");
        }
    }

    private static MockProducer<byte[], byte[]> producer(boolean answers) {
        return new MockProducer<>(
                answers, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static StoredLetter letter(byte @Nullable [] key) {
        return new StoredLetter(
                new UUID(1, 2),
                "live",
                "market.raw",
                "market.raw",
                7,
                "X",
                "broken",
                "",
                "X",
                key,
                new byte[] {0, -1, 2},
                0,
                null,
                null,
                0,
                null);
    }
}
