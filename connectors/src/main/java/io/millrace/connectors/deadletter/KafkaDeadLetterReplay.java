package io.millrace.connectors.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends dead letters to their topics, byte for byte and under their old keys, each acknowledged by
 * every replica before the next.
 */
public final class KafkaDeadLetterReplay implements DeadLetterReplay {

    /** Header of a message that was sent again: the id of its dead letter. */
    public static final String HEADER = "millrace-replay-of";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Producer<byte[], byte[]> producer;
    private final String brokers;

    /**
     * A replay through a producer, which is closed with it.
     *
     * @param brokers how messages name the cluster
     */
    public KafkaDeadLetterReplay(Producer<byte[], byte[]> producer, String brokers) {
        this.producer = producer;
        this.brokers = brokers;
    }

    /** A replay to the cluster behind the brokers, such as {@code localhost:9092}. */
    public static KafkaDeadLetterReplay to(String brokers) {
        Properties properties = new Properties();
        properties.setProperty(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        properties.setProperty(ProducerConfig.CLIENT_ID_CONFIG, "millrace-dlq-replay");
        properties.setProperty(ProducerConfig.ACKS_CONFIG, "all");
        properties.setProperty(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        properties.setProperty(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis(PATIENCE));
        properties.setProperty(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(PATIENCE));
        // the producer wants it longer than a request and its linger together
        properties.setProperty(
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(PATIENCE.multipliedBy(2)));
        return new KafkaDeadLetterReplay(
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer()),
                brokers);
    }

    @Override
    public void send(StoredLetter letter) throws ReplayFailed {
        String topic = Objects.requireNonNull(letter.topic(), "topic");
        ProducerRecord<byte[], byte[]> message =
                new ProducerRecord<>(topic, letter.key(), letter.bytes());
        message.headers().add(HEADER, letter.id().toString().getBytes(StandardCharsets.UTF_8));
        try {
            producer.send(message).get(3 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException refused) {
            throw failed(letter, Objects.requireNonNullElse(refused.getCause(), refused));
        } catch (TimeoutException | KafkaException refused) {
            throw failed(letter, refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failed(letter, interrupted);
        }
    }

    @Override
    public void close() {
        producer.close(PATIENCE);
    }

    private ReplayFailed failed(StoredLetter letter, Throwable cause) {
        return new ReplayFailed(
                "kafka: "
                        + brokers
                        + " did not take "
                        + letter.id()
                        + " for "
                        + letter.topic()
                        + " (expected: a Kafka broker there that has the topic): "
                        + cause.getMessage(),
                cause);
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
