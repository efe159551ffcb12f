package io.millrace.trainer.tft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.config.InvalidConfiguration;
import io.millrace.domain.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TftSettingsTest {

    private static final Path PAGE =
            Path.of(System.getProperty("project.root"), "docs", "model.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(tft\\.[a-z-]+)` \\| `([^`]+)`");

    @Test
    void thePageNamesEverySettingWithItsDefaultAndNoOther() throws IOException {
        Settings settings = new Settings(Map.of());
        TftSettings.from(settings);
        Map<String, String> told = new TreeMap<>();
        Matcher rows = ROW.matcher(Files.readString(PAGE));
        while (rows.find()) {
            told.put(rows.group(1), rows.group(2));
        }

        assertThat(told).isEqualTo(new TreeMap<>(settings.inForce()));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "tft.hidden, 18",
        "tft.hidden, 0",
        "tft.dropout, 1",
        "tft.dropout, -0.1",
        "tft.learning-rate, 0",
        "tft.batch, 0",
        "tft.epochs, 0",
        "tft.patience, 0",
        "tft.gradient-clip, 0",
        "tft.windows-per-epoch, -1",
        "tft.unknown-share, 1",
        "tft.threads, 0",
    })
    void nonsenseIsRefusedByName(String key, String value) {
        assertThatThrownBy(() -> TrainedModels.settings(Map.of(key, value)))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining(key)
                .hasMessageContaining("expected:");
    }
}
