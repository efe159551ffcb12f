package io.millrace.control.topics;

import io.millrace.connectors.kafka.KafkaSettings;
import io.millrace.domain.config.Settings;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which broker and registry a command speaks to: as it says, else as the environment says. */
public final class KafkaChoice {

    private static final String ENVIRONMENT = "MILLRACE__KAFKA__";

    private KafkaChoice() {}

    /**
     * The settings in force.
     *
     * @param kafka the broker; absent for the configured one
     * @param registry its address; absent for the configured one
     * @throws io.millrace.domain.config.InvalidConfiguration naming every mistake
     */
    public static KafkaSettings settings(@Nullable String kafka, @Nullable String registry) {
        Map<String, Object> values = new TreeMap<>();
        System.getenv()
                .forEach(
                        (name, value) -> {
                            if (name.startsWith(ENVIRONMENT)) {
                                String key = name.substring(ENVIRONMENT.length());
                                values.put(
                                        "kafka." + key.toLowerCase(Locale.ROOT).replace('_', '-'),
                                        value);
                            }
                        });
        if (kafka != null) {
            values.put("kafka.bootstrap-servers", kafka);
        }
        if (registry != null) {
            values.put("kafka.registry-url", registry);
        }
        Settings settings = new Settings(values);
        KafkaSettings read = KafkaSettings.from(settings);
        settings.finish();
        return read;
    }
}
