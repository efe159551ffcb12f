package io.millrace.domain.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/risk.md} to the codes; {@code -Dmillrace.docs.write=true} writes it anew. */
class RiskPageTest {

    private static final Path PAGE =
            Path.of(System.getProperty("project.root", ".."), "docs", "risk.md");
    private static final String BEGIN =
            "<!-- policy: written by RiskPageTest from DenialCode -->\n";
    private static final String HEAD =
            """
            | code | limit | response | what a breach says |
            |---|---|---|---|
            """;
    private static final String END = "<!-- end of policy -->\n";

    @Test
    void thePageShowsThePolicyThatIsInForce() throws IOException {
        String page = Files.readString(PAGE);
        if (Boolean.getBoolean("millrace.docs.write")) {
            page = before(page) + table() + after(page);
            Files.writeString(PAGE, page);
        }

        assertThat(page)
                .as("docs/risk.md is stale; run this test with -Dmillrace.docs.write=true")
                .isEqualTo(before(page) + table() + after(page));
    }

    @Test
    void everyCodeSaysWhatItMeansInOneSentence() {
        assertThat(DenialCode.values())
                .allSatisfy(
                        code ->
                                assertThat(code.meaning())
                                        .matches("[A-Z].*\\.")
                                        .doesNotContain(". "));
    }

    @Test
    void everyLimitThatACodeNamesIsASetting() {
        Settings settings = new Settings(Map.of());
        RiskLimits.from(settings);

        assertThat(
                        Arrays.stream(DenialCode.values())
                                .map(DenialCode::setting)
                                .filter(key -> key.startsWith("risk.")))
                .allSatisfy(key -> assertThat(settings.inForce()).containsKey(key));
    }

    @Test
    void aPageThatLacksACodeIsStale() {
        assertThat(table()).contains("`CVAR`").isNotEqualTo(table().replace("`CVAR`", "`VAR`"));
    }

    private static String table() {
        Settings settings = new Settings(Map.of());
        RiskLimits.from(settings);
        return Arrays.stream(DenialCode.values())
                .map(code -> row(code, settings))
                .collect(Collectors.joining("", HEAD, ""));
    }

    private static String row(DenialCode code, Settings settings) {
        String value = settings.inForce().get(code.setting());
        String limit =
                code.setting().isEmpty()
                        ? ""
                        : "`" + code.setting() + (value == null ? "`" : "` = " + value);
        String response =
                switch (code.response()) {
                    case REJECT -> "rejects the entry";
                    case RESIZE -> "resizes the entry";
                    case REFUSE_EXIT -> "refuses the exit";
                };
        return "| `%s` | %s | %s | %s |\n".formatted(code, limit, response, code.meaning());
    }

    private static String before(String page) {
        return page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
    }

    private static String after(String page) {
        return page.substring(page.indexOf(END));
    }
}
