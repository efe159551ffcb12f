package io.millrace.control.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.control.run.ReplayPlan;
import io.millrace.domain.config.Settings;
import io.millrace.domain.market.Resolution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {

    private static final Path PAGE =
            Path.of(System.getProperty("project.root"), "docs", "configuration.md");

    @Test
    void namesEverySettingWithItsDefaultAndNoOther() throws IOException {
        Map<String, String> inForce =
                ReplayPlan.of(new Settings(Map.of()), Resolution.MINUTE, "defaults")
                        .configuration();

        assertThat(ConfigurationPage.read(Files.readAllLines(PAGE)).differences(inForce))
                .as("docs/configuration.md against the program")
                .isEmpty();
    }

    @Test
    void noticesWhatIsMissingStaleWrongOrTwice() {
        ConfigurationPage page =
                ConfigurationPage.read(
                        List.of(
                                "| `risk.cooldown` | `10m` | duration | Between two entries. |",
                                "| `risk.gone` | `1` | count | Was read once. |",
                                "| `venue.lot` | `1` | shares | The step of a fill. |",
                                "| `venue.lot` | `1` | shares | The step of a fill. |"));

        assertThat(
                        page.differences(
                                Map.of(
                                        "risk.cooldown", "PT15M",
                                        "account.cash", "100000",
                                        "venue.lot", "1")))
                .containsExactly(
                        "venue.lot: twice (expected: one row)",
                        "account.cash: null (expected: 100000)",
                        "risk.cooldown: 10m (expected: 15m)",
                        "risk.gone: not a setting of this program");
    }

    @Test
    void takesARowWithoutAMeaningForMissing() {
        assertThat(
                        ConfigurationPage.read(List.of("| `venue.lot` | `1` | shares |  |"))
                                .differences(Map.of("venue.lot", "1")))
                .containsExactly("venue.lot: null (expected: 1)");
    }
}
