package io.millrace.connectors.kafka;

import java.io.Serializable;
import java.util.Map;

/** Users and passwords of broker and registry, from the environment; never in a text. */
public final class KafkaSecrets implements Serializable {

    private static final long serialVersionUID = 1L;

    public static final String BROKER_USER = "MILLRACE_KAFKA_USER";
    public static final String BROKER_PASSWORD = "MILLRACE_KAFKA_PASSWORD";
    public static final String REGISTRY_USER = "MILLRACE_REGISTRY_USER";
    public static final String REGISTRY_PASSWORD = "MILLRACE_REGISTRY_PASSWORD";
    public static final String TRUSTSTORE_PASSWORD = "MILLRACE_TRUSTSTORE_PASSWORD";

    static final KafkaSecrets NONE = of(Map.of());

    private final String brokerUser;
    private final String brokerPassword;
    private final String registryUser;
    private final String registryPassword;
    private final String truststorePassword;

    private KafkaSecrets(Map<String, String> environment) {
        brokerUser = environment.getOrDefault(BROKER_USER, "");
        brokerPassword = environment.getOrDefault(BROKER_PASSWORD, "");
        registryUser = environment.getOrDefault(REGISTRY_USER, "");
        registryPassword = environment.getOrDefault(REGISTRY_PASSWORD, "");
        truststorePassword = environment.getOrDefault(TRUSTSTORE_PASSWORD, "");
    }

    /** What these variables hold. */
    public static KafkaSecrets of(Map<String, String> environment) {
        return new KafkaSecrets(environment);
    }

    boolean hasBrokerUser() {
        return !brokerUser.isEmpty() && !brokerPassword.isEmpty();
    }

    boolean hasRegistryUser() {
        return !registryUser.isEmpty();
    }

    String registryUserInfo() {
        return registryUser + ":" + registryPassword;
    }

    String truststorePassword() {
        return truststorePassword;
    }

    String jaas() {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\""
                + escaped(brokerUser)
                + "\" password=\""
                + escaped(brokerPassword)
                + "\";";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    @Override
    public String toString() {
        return "***";
    }
}
