package io.millrace.control.config;

import io.millrace.control.CommandFailure;
import io.millrace.domain.config.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The configuration of a run: a YAML file, overridden by environment variables.
 *
 * <p>{@code MILLRACE__RISK__MAX_ORDER_NOTIONAL=500} sets {@code risk.max-order-notional}: two
 * underscores for a dot, one for a dash.
 */
public final class SettingsFile {

    private static final String ENVIRONMENT_PREFIX = "MILLRACE__";

    private SettingsFile() {}

    /**
     * Reads the settings; nothing is checked yet but the form of the file.
     *
     * @param file the YAML file, or none for the defaults
     * @throws CommandFailure when the file cannot be read or is no YAML mapping
     */
    public static Settings read(@Nullable Path file, Map<String, String> environment) {
        Map<String, Object> values = new TreeMap<>();
        if (file != null) {
            values.putAll(Settings.flat(mapping(file)));
        }
        environment.forEach(
                (name, value) -> {
                    if (name.startsWith(ENVIRONMENT_PREFIX)) {
                        values.put(key(name), value);
                    }
                });
        return new Settings(values);
    }

    private static Map<?, ?> mapping(Path file) {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw CommandFailure.usage(
                    "--config: " + file + " (expected: a readable YAML file in UTF-8)");
        }
        Object root;
        try {
            root =
                    new Load(LoadSettings.builder().setLabel(file.toString()).build())
                            .loadFromString(text);
        } catch (YamlEngineException e) {
            throw CommandFailure.usage(
                    "--config: "
                            + file
                            + " (expected: YAML)\n"
                            + String.valueOf(e.getMessage()).strip());
        }
        if (root == null) {
            return Map.of();
        }
        if (root instanceof Map<?, ?> sections) {
            return sections;
        }
        throw CommandFailure.usage(
                "--config: " + file + " (expected: sections such as risk: and ensemble:)");
    }

    private static String key(String variable) {
        return variable.substring(ENVIRONMENT_PREFIX.length())
                .toLowerCase(Locale.ROOT)
                .replace("__", ".")
                .replace('_', '-');
    }
}
