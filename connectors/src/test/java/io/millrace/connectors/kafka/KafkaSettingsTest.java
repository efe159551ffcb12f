package io.millrace.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.config.InvalidConfiguration;
import io.millrace.domain.config.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {

    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    KafkaSecrets.BROKER_USER, "desk",
                    KafkaSecrets.BROKER_PASSWORD, "s3cr\"et",
                    KafkaSecrets.REGISTRY_USER, "reader",
                    KafkaSecrets.REGISTRY_PASSWORD, "hidden",
                    KafkaSecrets.TRUSTSTORE_PASSWORD, "changeit");

    @Test
    void aBrokerThatAsksForAUserIsGivenOneOverTls() {
        KafkaSettings settings =
                KafkaSettings.from(
                        new Settings(
                                Map.of(
                                        "kafka.security-protocol", "sasl-ssl",
                                        "kafka.truststore", "/etc/trust.p12",
                                        "kafka.registry-url", "https://registry:8085")),
                        ENVIRONMENT);

        assertThat(settings.clientProperties())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("ssl.truststore.location", "/etc/trust.p12")
                .containsEntry("ssl.truststore.password", "changeit")
                .hasEntrySatisfying(
                        "sasl.jaas.config",
                        jaas -> assertThat(jaas.toString()).contains("\"desk\"", "s3cr\\\"et"));
        assertThat(settings.registryProperties())
                .hasEntrySatisfying(
                        "basic.auth.user.info", info -> assertThat(info).isEqualTo("reader:hidden"))
                .containsKey("schema.registry.ssl.truststore.location");
    }

    @Test
    void noSecretIsInAnyText() {
        KafkaSettings settings = KafkaSettings.from(new Settings(Map.of()), ENVIRONMENT);

        assertThat(settings.toString()).doesNotContain("s3cr", "hidden", "changeit");
    }

    @Test
    void mistakesAreNamedTogetherAndAPasswordInTheUrlIsNotRepeated() {
        Settings settings =
                new Settings(
                        Map.of(
                                "kafka.security-protocol", "sasl-ssl",
                                "kafka.registry-url", "http://me:hidden@registry:8085"));
        KafkaSettings.from(settings, Map.of());

        assertThatThrownBy(settings::finish)
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("kafka.security-protocol: sasl-ssl (expected: MILLRACE_KAFKA")
                .hasMessageContaining("kafka.registry-url: http://***@registry:8085")
                .hasMessageNotContaining("hidden");
    }
}
