package io.millrace.trainer.data;

import io.millrace.domain.config.Settings;
import io.millrace.trainer.TrainerFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Settings out of a YAML file, overridden by variables such as {@code MILLRACE__TRAIN__SEED}. */
public final class SettingsYaml {

    private static final String PREFIX = "MILLRACE__";

    private SettingsYaml() {}

    /**
     * Reads the settings.
     *
     * @param file none for the defaults
     * @throws TrainerFailure when the file cannot be read or is no YAML mapping
     */
    public static Settings read(@Nullable Path file, Map<String, String> environment) {
        Map<String, Object> values = new TreeMap<>();
        if (file != null) {
            values.putAll(Settings.flat(sections(file)));
        }
        environment.forEach(
                (name, value) -> {
                    if (name.startsWith(PREFIX)) {
                        String key = name.substring(PREFIX.length()).toLowerCase(Locale.ROOT);
                        values.put(key.replace("__", ".").replace('_', '-'), value);
                    }
                });
        return new Settings(values);
    }

    private static Map<?, ?> sections(Path file) {
        try {
            Load load = new Load(LoadSettings.builder().setLabel(file.toString()).build());
            Object root = load.loadFromString(Files.readString(file));
            if (root == null) {
                return Map.of();
            }
            if (root instanceof Map<?, ?> sections) {
                return sections;
            }
        } catch (IOException | YamlEngineException unreadable) {
            throw TrainerFailure.usage(
                    "--config: %s (expected: a readable YAML file; %s)"
                            .formatted(file, unreadable.getMessage()));
        }
        throw TrainerFailure.usage(
                "--config: " + file + " (expected: sections such as market: and train:)");
    }
}
