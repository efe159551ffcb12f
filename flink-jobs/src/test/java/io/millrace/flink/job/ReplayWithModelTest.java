package io.millrace.flink.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.config.Settings;
import io.millrace.domain.market.Resolution;
import io.millrace.domain.strategy.StrategySettings;
import io.millrace.flink.output.RunDigests;
import io.millrace.flink.output.RunFiles;
import io.millrace.testkit.FakeModelServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayWithModelTest {

    @TempDir static Path folder = Path.of("");

    private static final FakeModelServer SERVER =
            new FakeModelServer(true).says("symbols", "SYN0001,SYN0002");

    private static ReplayScene without;
    private static ReplayOutcome expected;

    @BeforeAll
    static void runsOnce() throws Exception {
        SERVER.start();
        without = ReplayScene.synthetic(folder.resolve("tape"), 3, 2);
        expected = with(Map.of()).run(1, folder.resolve("expected"));
    }

    @AfterAll
    static void stops() {
        SERVER.close();
    }

    @Test
    void theModelIsHeardOnceItsWindowIsFullAndNotBefore() throws Exception {
        List<String> predictions = predictions("expected");

        assertThat(predictions).hasSameSizeAs(expected.lines(RunFiles.DECISIONS));
        assertThat(predictions.stream().filter(line -> line.contains(",true,,1,")).count())
                .isGreaterThan(50);
        assertThat(
                        predictions.stream()
                                .filter(line -> !line.contains(",true,,1,"))
                                .map(line -> line.split(",", -1)[4])
                                .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("NOT_READY", "STOPPED");
        assertThat(expected.lines(RunFiles.DECISIONS))
                .anyMatch(line -> line.contains(",used,") && line.contains("TFT:"));
        assertThat(expected.digests()).containsKey(RunDigests.PREDICTIONS);
    }

    @Test
    void anotherSayingOfTheModelIsAnotherRun() throws Exception {
        ReplayOutcome silent = without.run(2, folder.resolve("silent"));

        assertThat(silent.digests()).doesNotContainKey(RunDigests.PREDICTIONS);
        assertThat(silent.digests().get("decisions"))
                .isNotEqualTo(expected.digests().get("decisions"));
        assertThat(silent.digests()).containsEntry("bars", expected.digests().get("bars"));
    }

    @ParameterizedTest(name = "at parallelism {0}")
    @ValueSource(ints = {1, 2, 4})
    void everyRunGivesTheSameBytes(int parallelism) throws Exception {
        String name = "again-" + parallelism;
        ReplayOutcome again = with(Map.of()).run(parallelism, folder.resolve(name));

        assertThat(again.differencesFrom(expected)).isEmpty();
        assertThat(predictions(name)).isEqualTo(predictions("expected"));
    }

    @Test
    void aShadowChangesNothingButWhatIsWrittenOfIt() throws Exception {
        ReplayOutcome shadowed =
                with(Map.of("model.candidate.name", "tft", "model.candidate.version", "1"))
                        .run(2, folder.resolve("shadowed"));

        assertThat(shadowed.files()).isEqualTo(expected.files());
        assertThat(
                        predictions("shadowed").stream()
                                .filter(line -> line.contains(",CANDIDATE,false,"))
                                .count())
                .isGreaterThan(50);
    }

    @Test
    void aServerThatStaysAwayFailsTheRunAndIsNamed() throws Exception {
        try (FakeModelServer gone = new FakeModelServer(true).start()) {
            gone.kill();
            ReplayScene scene = scene(gone, Map.of("model.patience", "PT0.5S"));

            assertThatThrownBy(() -> scene.run(1, folder.resolve("gone")))
                    .hasStackTraceContaining("model server " + gone.url() + ": away for 500 ms");
        }
    }

    private static List<String> predictions(String run) throws IOException {
        return Files.readAllLines(folder.resolve(run).resolve(RunFiles.PREDICTIONS)).stream()
                .skip(1)
                .toList();
    }

    private static ReplayScene with(Map<String, Object> more) {
        return scene(SERVER, more);
    }

    private static ReplayScene scene(FakeModelServer server, Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(ReplayScene.EAGER);
        values.put("model.url", server.url());
        values.put("ensemble.min-confidence", "0.3");
        values.putAll(more);
        Settings settings = new Settings(values);
        StrategySettings strategy = StrategySettings.from(settings, Resolution.MINUTE);
        settings.finish();
        return new ReplayScene(without.tape(), strategy, without.extras());
    }
}
