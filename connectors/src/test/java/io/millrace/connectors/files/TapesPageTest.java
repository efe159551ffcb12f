package io.millrace.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.config.Settings;
import io.millrace.domain.market.RejectionCode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TapesPageTest {

    @Test
    void tellsEveryCode() throws IOException {
        List<String> told =
                Pattern.compile("^\\| `([A-Z_]+)` \\|", Pattern.MULTILINE)
                        .matcher(TapesPage.text())
                        .results()
                        .map(one -> one.group(1))
                        .toList();

        assertThat(told)
                .containsExactlyElementsOf(
                        Arrays.stream(RejectionCode.values()).map(Enum::name).toList());
    }

    @Test
    void tellsEveryKeyOfTheDescription() throws IOException {
        Settings settings = new Settings(Map.of());
        TapeDescription.from(settings);
        String text = TapesPage.text();

        assertThat(settings.inForce().keySet()).allMatch(key -> text.contains("`" + key + "`"));
    }

    @Test
    void tellsEveryKeyOfTheOptions() throws IOException {
        Settings settings = new Settings(Map.of());
        TapeOptions.from(settings);
        String text = TapesPage.text();

        assertThat(settings.inForce().keySet()).allMatch(key -> text.contains("`" + key + "`"));
    }
}
