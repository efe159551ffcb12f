package io.millrace.connectors.kafka;

/** The Kafka broker did not answer, or refused. */
public final class KafkaUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KafkaUnavailable(String bootstrapServers, Throwable cause) {
        super(
                "kafka.bootstrap-servers: "
                        + bootstrapServers
                        + " (expected: a broker that answers; it said: "
                        + cause.getMessage()
                        + ")",
                cause);
    }
}
