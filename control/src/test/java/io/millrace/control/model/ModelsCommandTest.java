package io.millrace.control.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.control.CliRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model's way from a training run's folder to green and out again, by commands. */
class ModelsCommandTest {
    /** Of {@code onnx}, by sha256sum. */
    private static final String HASH =
            "87e93f89f2be0db364e8be052f79f389e6c2da239831922e24513288af522a43";

    @TempDir private Path folder;

    private Path models;
    private Path exported;

    @BeforeEach
    void export() throws IOException {
        models = folder.resolve("models");
        exported = Files.writeString(folder.resolve("model.onnx"), "onnx");
    }

    @Test
    void aRegisteredModelIsListedAndShownWithItsGatesAndLineage() throws IOException {
        assertThat(run("list").out()).isEqualTo("no models\n");
        register("1", 1.2, 0.52, 0.003);

        assertThat(run("list").out())
                .contains("tft/1", "CANDIDATE", HASH.substring(0, 12))
                .hasLineCount(1);
        assertThat(run("show", "tft/1").out())
                .contains(
                        "# Model tft/1",
                        "| out-of-sample-sharpe | passed | 1.2000 | at least 0.5 |",
                        "- tft does NOT beat last-value",
                        "| code | `0.1.0` |",
                        "| parity | `2.5E-7` |");
        JsonNode card = new ObjectMapper().readTree(run("show", "tft/1", "--json").out());
        assertThat(card.path("sha256").asText()).isEqualTo(HASH);
        assertThat(card.path("metrics").path("win_rate").asDouble()).isEqualTo(0.52);
        assertThat(new ObjectMapper().readTree(run("list", "--json").out())).hasSize(1);
    }

    @Test
    void aVersionIsPromotedAndItsPredecessorDeprecated() throws IOException {
        register("1", 1.2, 0.52, 0.003);
        register("2", 0.9, 0.49, 0);

        assertThat(run("promote", "tft/1").out()).isEqualTo("tft/1: GREEN\n");
        assertThat(run("promote", "tft/2").code()).isZero();

        assertThat(run("list").out())
                .containsPattern("tft/1 +DEPRECATED")
                .containsPattern("tft/2 +GREEN");
        assertThat(run("deprecate", "tft/2", "--approve", "ada", "--why", "drifted").out())
                .isEqualTo("tft/2: DEPRECATED\n");
        assertThat(run("promote", "tft/2"))
                .matches(one -> one.code() == 1)
                .matches(one -> one.err().contains("DEPRECATED (expected: a state that may"));
    }

    @Test
    void aRefusalSaysEveryGateWithItsNumberAndSomebodyMayAnswerForIt() throws IOException {
        register("1", 0.31, 0.52, -0.02);

        CliRun refused = run("promote", "tft/1");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .contains(
                        "tft/1: not promoted",
                        "out-of-sample-sharpe: 0.3100 (expected: at least 0.5)",
                        "worst-fold: -0.0200 (expected: at least 0.0)")
                .doesNotContain("win-rate");
        assertThat(run("promote", "tft/1", "--approve", "ada").code()).isEqualTo(2);
        assertThat(run("promote", "tft/1", "--approve", "ada", "--why", "paper").code()).isZero();
        assertThat(run("show", "tft/1").out()).contains("| ada | paper |");
    }

    @Test
    void aChangedArtifactOrCardIsNotVerified() throws IOException {
        register("1", 1.2, 0.52, 0.003);
        assertThat(run("verify", "tft/1").out()).isEqualTo("tft/1: as its card says\n");

        Files.writeString(models.resolve("tft/1/model.onnx"), "onny");

        CliRun changed = run("verify", "tft/1");
        assertThat(changed.code()).isEqualTo(1);
        assertThat(changed.out()).contains("artifact: sha256 ", "(expected: " + HASH + ")");
        assertThat(run("promote", "tft/1").err()).contains("as its card says");
    }

    @Test
    void whatIsNotThereOrNoIdIsNamed() throws IOException {
        register("1", 1.2, 0.52, 0.003);

        assertThat(run("show", "tft/9").err())
                .contains("tft/9: not registered (expected: one of [tft/1])");
        assertThat(run("verify", "../1").err()).contains("../1 (expected: NAME/VERSION");
        assertThat(run("register", "2", "--run", folder.toString() + "/none").code()).isEqualTo(2);
    }

    @Test
    void whatNoExportHasComparedWithTheTrainerIsNotRegistered() throws IOException {
        register("1", 1.2, 0.52, 0.003);
        Files.writeString(exported, "another");

        CliRun other = registered("2", folder.resolve("run-1"));
        assertThat(other.code()).isEqualTo(3);
        assertThat(other.err()).contains("model.onnx: sha256 ", "(expected: " + HASH);

        Files.delete(folder.resolve("run-1/export.json"));
        assertThat(registered("2", folder.resolve("run-1")).err())
                .contains("no export.json (expected: an artifact of ./millrace export --run");
        assertThat(run("list").out()).hasLineCount(1);
    }

    private void register(String version, double sharpe, double wins, double worst)
            throws IOException {
        Path trained = Files.createDirectories(folder.resolve("run-" + version));
        Files.writeString(
                trained.resolve("results.json"),
                """
                {"run": "abc", "definition": "tft-1", "identity": {"code": "0.1.0"},
                 "learners": [{"learner": "last-value", "sharpe": 9.0},
                  {"learner": "tft", "sharpe": %s, "winRate": %s, "worstFold": %s}],
                 "verdict": ["tft does NOT beat last-value"]}
                """
                        .formatted(sharpe, wins, worst));
        Files.writeString(
                trained.resolve("export.json"),
                "{\"sha256\": \"%s\", \"parity\": 2.5E-7}".formatted(HASH));
        CliRun registered = registered(version, trained);
        assertThat(registered.code()).as(registered.err()).isZero();
        assertThat(registered.out()).isEqualTo("tft/" + version + ": CANDIDATE\n");
    }

    private CliRun registered(String version, Path trained) {
        return run(
                "register",
                version,
                "--run",
                trained.toString(),
                "--artifact",
                exported.toString());
    }

    private CliRun run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("models"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--models", models.toString()));
        return CliRun.of(all.toArray(String[]::new));
    }
}
