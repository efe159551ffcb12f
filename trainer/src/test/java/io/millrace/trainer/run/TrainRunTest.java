package io.millrace.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.connectors.jdbc.Migrations;
import io.millrace.stack.postgres.EmbeddedDatabase;
import io.millrace.stack.postgres.Placement;
import io.millrace.trainer.Trainer;
import io.millrace.trainer.TrainerFailure;
import io.millrace.trainer.data.SettingsYaml;
import io.millrace.trainer.mlflow.TrackedRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainRunTest {

    private static final int FOLDS = 12;
    private static final int LEARNERS = 4;

    /** As small as a network can be: what is tested is the walk and not the model. */
    private static final String SMALL =
            """
            tft:
              hidden: 4
              epochs: 1
              windows-per-epoch: 64
              batch: 32
            """;

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir static Path folder = Path.of("");

    private static Path tape;
    private static Path config;
    private static Path whole;
    private static String told;

    @BeforeAll
    static void trainsOnce() throws IOException {
        tape = folder.resolve("tape");
        WholeMinutes.write(1, 13, tape);
        config = Files.writeString(folder.resolve("small.yaml"), SMALL);
        whole = folder.resolve("whole");
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code =
                Trainer.execute(
                        new PrintWriter(out, true), new PrintWriter(err, true), arguments(whole));
        told = out + "\n" + err;
        assertThat(code).as(told).isZero();
    }

    @Test
    void everyFoldOfEveryLearnerIsWrittenDown() throws IOException {
        try (Stream<Path> files = Files.list(whole.resolve("folds"))) {
            assertThat(files).hasSize(FOLDS * LEARNERS);
        }
        assertThat(Files.readAllLines(whole.resolve("walk_forward.csv")))
                .hasSize(1 + FOLDS * LEARNERS);
        assertThat(whole.resolve("reference.json")).isNotEmptyFile();
    }

    @Test
    void theVerdictSaysPlainlyWhetherTheModelBeatsTheBaselines() {
        assertThat(told)
                .containsPattern("tft (beats|does NOT beat) last-value: pinball loss")
                .containsPattern("tft (beats|does NOT beat) linear-quantile: pinball loss")
                .containsPattern("tft (beats|does NOT beat) boosted-trees: pinball loss")
                .containsPattern("tft (passes|does NOT pass)");
        assertThat(told).contains("ETA ");
    }

    @Test
    void theReportHasEverythingInItAndAsksNoNetwork() throws IOException {
        String page = Files.readString(whole.resolve("report.html"));

        assertThat(page).contains("Fan chart", "Calibration", "Importance of inputs");
        assertThat(page).contains("worst-fold", "echarts");
        assertThat(page).doesNotContain("{{");
        assertThat(page).doesNotContainPattern("(src|href)=\"http");
    }

    @Test
    void aRunThatWasKilledAtItsLastFoldEndsAsIfItHadNotBeen() throws Exception {
        Path killed = folder.resolve("killed");
        Process first = process(killed);
        try {
            awaitFile(killed.resolve("folds/fold-12-linear-quantile.json"), first);
        } finally {
            first.destroyForcibly();
        }
        assertThat(first.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        boolean cut = Files.notExists(killed.resolve("results.json"));
        Process second = process(killed);
        assertThat(second.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        assertThat(second.exitValue()).isZero();
        assertThat(cut).as("the kill came before the end").isTrue();
        for (String file :
                List.of(
                        "results.json",
                        "walk_forward.csv",
                        "reference.json",
                        "report.html",
                        "model.safetensors")) {
            assertThat(killed.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
        }
    }

    @Test
    void everyFoldIsARowOfTheDatabaseHoweverOftenItIsWritten() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(Placement.temporary())) {
            DatabaseAddress address =
                    new DatabaseAddress(database.jdbcUrl(), database.user(), database.password());
            Migrations.apply(address);
            RunSummary summary =
                    new ObjectMapper()
                            .readValue(whole.resolve("results.json").toFile(), RunSummary.class);
            WalkForwardTable.write(summary, address);
            WalkForwardTable.write(summary, address);

            try (Connection connection = address.connect();
                    Statement statement = connection.createStatement();
                    ResultSet row =
                            statement.executeQuery(
                                    "select count(*), count(distinct fold), count(distinct model)"
                                            + " from walk_forward_results")) {
                row.next();
                assertThat(List.of(row.getInt(1), row.getInt(2), row.getInt(3)))
                        .containsExactly(FOLDS * LEARNERS, FOLDS, LEARNERS);
            }
        }
    }

    @Test
    void whatATrackingServerIsToldIsTheSummary() throws IOException {
        RunSummary summary =
                new ObjectMapper()
                        .readValue(whole.resolve("results.json").toFile(), RunSummary.class);
        TrackedRun told = RunTracking.tracked(summary, whole);

        assertThat(told.id()).isEqualTo(summary.run());
        assertThat(told.metrics()).containsEntry("tft.pinball", summary.model().pinball());
        assertThat(told.steps()).hasSize(FOLDS * LEARNERS * 3);
        assertThat(told.params()).containsEntry("setting tft.hidden", "4");
        assertThat(told.artifacts())
                .extracting(file -> file.getFileName().toString())
                .contains("results.json", "report.html", "model.safetensors");
    }

    @Test
    void anotherRunIsNotContinued() throws IOException {
        Path other = Files.writeString(folder.resolve("seed.yaml"), SMALL + "train:\n  seed: 2\n");
        StringWriter err = new StringWriter();
        String[] arguments = arguments(whole);
        arguments[arguments.length - 1] = other.toString();

        assertThat(Trainer.execute(new PrintWriter(err), new PrintWriter(err, true), arguments))
                .isEqualTo(TrainerFailure.USAGE);
        assertThat(err.toString()).contains("holds another run", "setting train.seed: 2, there 1");
    }

    @Test
    void everyMistakeInTheSettingsIsTold() {
        Map<String, String> environment =
                Map.of(
                        "MILLRACE__TRAIN__SEED", "many",
                        "MILLRACE__TRAIN__TRAINING_PARTS", "0",
                        "MILLRACE__TRAIN__LEARNER", "tft");

        assertThatThrownBy(() -> TrainSettings.from(SettingsYaml.read(null, environment), 12))
                .hasMessageContaining("train.seed: many (expected: a whole number)")
                .hasMessageContaining("train.training-parts: 0 (expected: 1..1000)")
                .hasMessageContaining("train.learner: not a setting of this program");
    }

    @Test
    void tooLittleDataIsRefusedWithItsNumbers() throws IOException {
        Path small = folder.resolve("small");
        WholeMinutes.write(1, 1, small);
        StringWriter err = new StringWriter();
        int code =
                Trainer.execute(
                        new PrintWriter(err),
                        new PrintWriter(err, true),
                        "train",
                        "--data",
                        small.toString(),
                        "--out",
                        folder.resolve("nothing").toString());

        assertThat(code).isEqualTo(TrainerFailure.UNUSABLE_INPUT);
        assertThat(err.toString()).contains("windows to learn from");
    }

    private static String[] arguments(Path out) {
        return new String[] {
            "train",
            "--data",
            tape.toString(),
            "--folds",
            String.valueOf(FOLDS),
            "--out",
            out.toString(),
            "--config",
            config.toString()
        };
    }

    private static Process process(Path out) throws IOException {
        List<String> command =
                Stream.concat(
                                Stream.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        Trainer.class.getName()),
                                Stream.of(arguments(out)))
                        .toList();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("process.log").toFile())
                .start();
    }

    private static void awaitFile(Path file, Process by) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos(); // determinism: a test's patience
        while (Files.notExists(file)) {
            assertThat(System.nanoTime()).isLessThan(deadline); // determinism: a test's patience
            assertThat(by.waitFor(20, TimeUnit.MILLISECONDS)).as("ended too early").isFalse();
        }
    }
}
