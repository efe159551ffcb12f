package io.millrace.connectors.kafka;

import io.millrace.avro.Topic;
import io.millrace.domain.config.Settings;
import java.io.Serializable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * Where the broker and the registry are, and how one gets in.
 *
 * @param bootstrapServers of the broker, as Kafka's clients take them
 * @param registryUrl of the registry's Confluent API
 * @param group name that consumer groups begin with
 * @param protocol how the broker is spoken to
 * @param truststore PKCS12 file with the certificates to trust, for broker and registry; empty for
 *     those that Java trusts
 * @param idlePartition how long a partition may be silent before nobody waits for it any more
 * @param secrets what must never be shown
 */
public record KafkaSettings(
        String bootstrapServers,
        String registryUrl,
        String group,
        Protocol protocol,
        String truststore,
        Duration idlePartition,
        KafkaSecrets secrets)
        implements Serializable {

    /** How a broker is spoken to. */
    public enum Protocol {
        PLAINTEXT,
        SSL,
        SASL_PLAINTEXT,
        SASL_SSL
    }

    private static final String STORE_TYPE = "PKCS12";

    /** The settings as configured, with the secrets of the environment; mistakes are noted. */
    public static KafkaSettings from(Settings settings) {
        return from(settings, System.getenv());
    }

    static KafkaSettings from(Settings settings, Map<String, String> environment) {
        KafkaSettings kafka =
                new KafkaSettings(
                        settings.text("kafka.bootstrap-servers", "127.0.0.1:9092"),
                        settings.text(
                                "kafka.registry-url", "http://127.0.0.1:8085/apis/ccompat/v7"),
                        settings.text("kafka.group", "millrace"),
                        settings.choice(
                                "kafka.security-protocol", Protocol.class, Protocol.PLAINTEXT),
                        settings.text("kafka.truststore", ""),
                        settings.duration("kafka.idle-partition", "30s"),
                        KafkaSecrets.of(environment));
        settings.check(
                kafka.registryUrl().matches("https?://[^@]+"),
                "kafka.registry-url",
                kafka.registryUrl().replaceFirst("//.*@", "//***@"),
                "http:// or https:// and no user in it");
        settings.check(
                !kafka.protocol().name().startsWith("SASL") || kafka.secrets().hasBrokerUser(),
                "kafka.security-protocol",
                kafka.protocol().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                KafkaSecrets.BROKER_USER
                        + " and "
                        + KafkaSecrets.BROKER_PASSWORD
                        + " in the environment");
        return kafka;
    }

    /** Servers on this machine without any security, as the local stack starts them. */
    public static KafkaSettings local(String bootstrapServers, String registryUrl) {
        return new KafkaSettings(
                bootstrapServers,
                registryUrl,
                "millrace",
                Protocol.PLAINTEXT,
                "",
                Duration.ofSeconds(30),
                KafkaSecrets.NONE);
    }

    /** The same for another consumer group, such as a backfill's beside the live one's. */
    public KafkaSettings inGroup(String name) {
        return new KafkaSettings(
                bootstrapServers, registryUrl, name, protocol, truststore, idlePartition, secrets);
    }

    /** The consumer group that reads a topic. */
    String group(Topic topic) {
        return group + "-" + topic.label();
    }

    /** What every Kafka client of ours is given. */
    public Properties clientProperties() {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", bootstrapServers);
        properties.setProperty("security.protocol", protocol.name());
        if (protocol.name().startsWith("SASL")) {
            properties.setProperty("sasl.mechanism", "SCRAM-SHA-512");
            properties.setProperty("sasl.jaas.config", secrets.jaas());
        }
        if (!truststore.isEmpty() && protocol.name().endsWith("SSL")) {
            properties.setProperty("ssl.truststore.location", truststore);
            properties.setProperty("ssl.truststore.type", STORE_TYPE);
            properties.setProperty("ssl.truststore.password", secrets.truststorePassword());
        }
        return properties;
    }

    /** What the registry's client is given. */
    public Map<String, String> registryProperties() {
        Map<String, String> properties = new HashMap<>();
        if (secrets.hasRegistryUser()) {
            properties.put("basic.auth.credentials.source", "USER_INFO");
            properties.put("basic.auth.user.info", secrets.registryUserInfo());
        }
        if (!truststore.isEmpty() && registryUrl.startsWith("https:")) {
            properties.put("schema.registry.ssl.truststore.location", truststore);
            properties.put("schema.registry.ssl.truststore.type", STORE_TYPE);
            properties.put("schema.registry.ssl.truststore.password", secrets.truststorePassword());
        }
        return properties;
    }
}
