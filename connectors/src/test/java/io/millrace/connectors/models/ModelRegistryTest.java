package io.millrace.connectors.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelRegistryTest {

    private static final ModelCard.Step REGISTERED =
            new ModelCard.Step(ModelState.CANDIDATE, 1, "training", "registered");
    private static final ModelCard.Step GREEN =
            new ModelCard.Step(ModelState.GREEN, 2, "gates", "every gate passed");
    private static final Map<String, Double> GOOD =
            Map.of("sharpe", 1.2, "win_rate", 0.55, "worst_fold", 0.001);
    private static final Map<String, Double> BAD =
            Map.of("sharpe", 0.31, "win_rate", 0.55, "worst_fold", -0.02);

    /** By {@code printf onnx | sha256sum}. */
    private static final String HASH_OF_ONNX =
            "87e93f89f2be0db364e8be052f79f389e6c2da239831922e24513288af522a43";

    @TempDir Path folder = Path.of("");

    private ModelRegistry registry = new ModelRegistry(Path.of(""));
    private Path exported = Path.of("");

    @BeforeEach
    void exports() throws IOException {
        registry = new ModelRegistry(folder.resolve("models"));
        exported = Files.writeString(folder.resolve("exported.onnx"), "onnx");
    }

    @Test
    void whatIsRegisteredLiesWhereAModelServerLooks() {
        registry.register(card("1", GOOD), exported);

        assertThat(folder.resolve("models/tft/1/model.onnx")).hasContent("onnx");
        assertThat(registry.card("tft/1")).isEqualTo(card("1", GOOD));
        assertThat(registry.faults("tft/1")).isEmpty();
        assertThat(folder.resolve("models/tft/1/card.md"))
                .content()
                .contains("State **CANDIDATE**", "| out-of-sample-sharpe | passed | 1.2000 |");
    }

    @Test
    void anArtifactThatIsInItsPlaceStaysThere() throws IOException {
        Path place = folder.resolve("models/tft/1/model.onnx");
        Files.createDirectories(place.getParent());
        Files.move(exported, place);
        registry.register(card("1", GOOD), place);

        assertThat(registry.faults("tft/1")).isEmpty();
    }

    @Test
    void aVersionIsNeverUsedTwice() {
        registry.register(card("1", GOOD), exported);

        assertThatThrownBy(() -> registry.register(card("1", BAD), exported))
                .hasMessage("tft/1: registered (expected: a new version)");
    }

    @Test
    void aRefusalListsTheGatesThatRefuse() {
        registry.register(card("1", BAD), exported);

        assertThatThrownBy(() -> registry.promote("tft/1", GREEN, false))
                .hasMessage(
                        """
                        tft/1: not promoted
                          out-of-sample-sharpe: 0.3100 (expected: at least 0.5)
                          worst-fold: -0.0200 (expected: at least 0.0)\
                        """);
        assertThat(registry.card("tft/1").state()).isEqualTo(ModelState.CANDIDATE);
    }

    @Test
    void somebodyMayAnswerForARefusalAndIsNamedOnTheCard() {
        registry.register(card("1", BAD), exported);
        ModelCard.Step answered = new ModelCard.Step(ModelState.GREEN, 2, "ada", "paper trial");

        assertThat(registry.promote("tft/1", answered, true).state()).isEqualTo(ModelState.GREEN);
        assertThat(folder.resolve("models/tft/1/card.md"))
                .content()
                .contains("| ada | paper trial |");
    }

    @Test
    void oneVersionOfANameIsGreen() {
        registry.register(card("1", GOOD), exported);
        registry.register(card("2", GOOD), exported);
        registry.promote("tft/1", GREEN, false);
        registry.promote("tft/2", GREEN, false);

        assertThat(registry.list())
                .extracting(ModelCard::state)
                .containsExactly(ModelState.DEPRECATED, ModelState.GREEN);
        assertThat(registry.card("tft/1").history().get(2).why()).isEqualTo("followed by tft/2");
    }

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource({
        "CANDIDATE, CANDIDATE, false",
        "CANDIDATE, GREEN, true",
        "CANDIDATE, DEPRECATED, true",
        "GREEN, CANDIDATE, false",
        "GREEN, GREEN, false",
        "GREEN, DEPRECATED, true",
        "DEPRECATED, CANDIDATE, false",
        "DEPRECATED, GREEN, false",
        "DEPRECATED, DEPRECATED, false",
    })
    void statesGoOneWay(ModelState from, ModelState to, boolean allowed) {
        assertThat(from.mayBecome(to)).isEqualTo(allowed);
    }

    @Test
    void anArtifactThatWasChangedIsFoundAndNotPromoted() throws IOException {
        registry.register(card("1", GOOD), exported);
        Files.writeString(registry.artifact("tft/1"), "other");

        assertThat(registry.faults("tft/1"))
                .singleElement()
                .asString()
                .startsWith("artifact: sha256 ")
                .endsWith("(expected: " + HASH_OF_ONNX + ")");
        assertThatThrownBy(() -> registry.promote("tft/1", GREEN, false))
                .hasMessageContaining("as its card says");
    }

    @Test
    void aCardThatWasEditedIsFound() throws IOException {
        registry.register(card("1", BAD), exported);
        Path readable = folder.resolve("models/tft/1/card.md");
        Files.writeString(readable, Files.readString(readable).replace("0.3100", "3.1000"));

        assertThat(registry.faults("tft/1"))
                .containsExactly("card.md: says something else than card.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tft", "tft/", "../1", "tft/../x", "tft/1/2", "/etc/passwd", ""})
    void anIdThatIsNoneIsRefused(String id) {
        assertThatThrownBy(() -> registry.card(id))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("expected: NAME/VERSION");
    }

    @Test
    void theCardIsMadeFromTheRunsResults() throws IOException {
        Files.writeString(
                folder.resolve("results.json"),
                """
                {"run": "abc", "definition": "tft-1", "identity": {"code": "0.1.0", "data a.csv": "ff"},
                 "learners": [{"learner": "last-value", "sharpe": 9.0},
                  {"learner": "tft", "pinball": 0.5, "sharpe": "NaN", "winRate": 0.4, "worstFold": -0.1}],
                 "verdict": ["tft does NOT beat last-value"]}
                """);
        new ExportRecord(HASH_OF_ONNX, 2.5e-7).write(folder);
        ModelCard made = TrainedRun.read(folder).card("7", exported, REGISTERED);

        assertThat(made.id()).isEqualTo("tft/7");
        assertThat(made.sha256()).isEqualTo(HASH_OF_ONNX);
        assertThat(made.metrics())
                .isEqualTo(Map.of("pinball", 0.5, "win_rate", 0.4, "worst_fold", -0.1));
        assertThat(made.lineage())
                .isEqualTo(
                        Map.of(
                                "code", "0.1.0",
                                "data a.csv", "ff",
                                "parity", "2.5E-7",
                                "run", "abc"));
        assertThat(made.gates().get(0).actual()).isEqualTo("unknown");
        assertThat(made.verdict()).containsExactly("tft does NOT beat last-value");
    }

    private static ModelCard card(String version, Map<String, Double> metrics) {
        return new ModelCard(
                "tft",
                version,
                HASH_OF_ONNX,
                4,
                "tft-1",
                1_700_000_000_000L,
                metrics,
                Map.of("code", "0.1.0"),
                List.of("tft beats last-value"),
                List.of(REGISTERED));
    }
}
