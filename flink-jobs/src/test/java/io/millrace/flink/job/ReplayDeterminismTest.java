package io.millrace.flink.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.connectors.files.TapeFilter;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.MarketEvent;
import io.millrace.flink.output.RunDigests;
import io.millrace.flink.output.RunFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayDeterminismTest {

    private static final int SYMBOLS = 5;
    private static final int SESSIONS = 4;

    private static final Path DATA =
            Path.of(System.getProperty("project.root", ".."), "..", "shared", "data");

    @TempDir static Path folder = Path.of("");

    private static ReplayScene scene;
    private static ReplayOutcome expected;

    @BeforeAll
    static void runsOnce() throws Exception {
        scene = ReplayScene.synthetic(folder.resolve("tape"), SYMBOLS, SESSIONS);
        expected = scene.run(1, folder.resolve("expected"));
    }

    @Test
    void theTapeIsTradedAndLeftInEveryWay() {
        assertThat(expected.digests()).containsKeys("bars", "features", "insights", "decisions");
        assertThat(expected.digests()).containsKeys("risk", "orders", "fills", "equity");
        assertThat(RunDigests.STREAMS).containsAll(expected.digests().keySet());
        assertThat(expected.lines(RunFiles.FILLS)).hasSizeGreaterThan(100);
        assertThat(expected.waysOfFills())
                .contains(
                        "ENTRY SIGNAL",
                        "TAKE_PROFIT PROTECTION",
                        "STOP_LOSS PROTECTION",
                        "EXIT SIGNAL",
                        "EXIT TRAILING_STOP",
                        "EXIT MAX_HOLDING",
                        "EXIT END_OF_DAY");
    }

    @ParameterizedTest(name = "at parallelism {0}")
    @ValueSource(ints = {1, 2, 4})
    void everyRunGivesTheSameBytes(int parallelism) throws Exception {
        ReplayOutcome again = scene.run(parallelism, folder.resolve("again-" + parallelism));

        assertThat(again.differencesFrom(expected)).isEmpty();
    }

    @Test
    void aRealWeekOfElevenSymbolsGivesTheSameBytesAtAnyParallelism() throws Exception {
        Path data = DATA.resolve("us-equity-1m-2019-02");
        assumeTrue(Files.isDirectory(data), "no " + data);
        Path linked = Files.createDirectory(folder.resolve("real"));
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : files.toList()) {
                Files.createSymbolicLink(
                        linked.resolve(file.getFileName()), file.toAbsolutePath().normalize());
            }
        }
        Files.writeString(
                linked.resolve("tape.yaml"),
                """
                order: descending
                resolution: 1m
                symbol: {file-name: "{symbol}_1min.csv"}
                time: {column: datetime, zone: America/New_York, stamp: end}
                """);
        ReplayScene real = ReplayScene.over(linked, TapeFilter.ALL);

        ReplayOutcome alone = real.run(1, folder.resolve("real-1"));
        ReplayOutcome shared = real.run(4, folder.resolve("real-4"));

        assertThat(alone.lines(RunFiles.FILLS)).hasSizeGreaterThan(100);
        assertThat(shared.differencesFrom(alone)).isEmpty();
    }

    @Test
    void aTapeOfTradesGivesTheSameBytesAtAnyParallelism() throws Exception {
        ReplayScene trades = ReplayScene.syntheticTrades(folder.resolve("trades"), 3, 2);

        ReplayOutcome alone = trades.run(1, folder.resolve("trades-1"));
        ReplayOutcome shared = trades.run(4, folder.resolve("trades-4"));

        assertThat(alone.digests()).containsKeys("bars", "late-trades", "fills");
        assertThat(shared.differencesFrom(alone)).isEmpty();
    }

    @Test
    void stateOnDiskGivesTheSameBytes() throws Exception {
        Configuration rocks = new Configuration();
        rocks.set(StateBackendOptions.STATE_BACKEND, "rocksdb");

        ReplayOutcome onDisk = scene.run(2, rocks, events -> events, folder.resolve("rocks"));

        assertThat(onDisk.differencesFrom(expected)).isEmpty();
    }

    @ParameterizedTest(name = "with {0} state at parallelism {1}")
    @CsvSource({"hashmap, 1", "hashmap, 2", "rocksdb, 2"})
    void aFailureInTheMiddleLeavesNoTrace(String backend, int parallelism) throws Exception {
        String name = "failure-" + backend + "-" + parallelism;
        long middle = expected.stages().getOrDefault("bars", List.of()).size() / 4;
        Configuration recovering = new Configuration();
        recovering.set(StateBackendOptions.STATE_BACKEND, backend);
        recovering.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(150));
        recovering.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        recovering.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
        recovering.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));

        ReplayOutcome recovered =
                scene.run(
                        parallelism,
                        recovering,
                        events ->
                                events.map(new FailsOnce(name, middle))
                                        .uid("fails-once")
                                        .setParallelism(1),
                        folder.resolve(name));

        FailsOnce.Incident incident = FailsOnce.incident(name);
        assertThat(incident.restoredAt()).isBetween(middle, incident.failedAt() - 1);
        assertThat(recovered.differencesFrom(expected)).isEmpty();
    }

    @Test
    void oneCentInOneBarChangesTheFingerprints() throws Exception {
        Map<String, String> changed =
                scene.run(
                                1,
                                new Configuration(),
                                events ->
                                        events.map(ReplayDeterminismTest::withOneCentMore)
                                                .uid("one-cent")
                                                .setParallelism(1),
                                folder.resolve("cent"))
                        .digests();

        assertThat(changed.keySet()).isEqualTo(expected.digests().keySet());
        assertThat(changed)
                .doesNotContainEntry("bars", digest("bars"))
                .doesNotContainEntry("features", digest("features"));
    }

    @Test
    void aTapeOutOfOrderIsNoticed() throws Exception {
        ReplayOutcome swapped =
                scene.run(
                        1,
                        new Configuration(),
                        events ->
                                events.flatMap(new SwapsTwo())
                                        .returns(MarketEvent.class)
                                        .uid("swaps")
                                        .setParallelism(1),
                        folder.resolve("swapped"));

        assertThat(swapped.digests()).doesNotContainEntry("bars", digest("bars"));
        assertThat(swapped.lines(RunFiles.DEAD_LETTERS)).hasSize(1);
    }

    private static String digest(String stream) {
        return expected.digests().getOrDefault(stream, "none");
    }

    /** The first bar of the second session of one symbol, and nothing else. */
    private static MarketEvent withOneCentMore(MarketEvent event) {
        Bar bar = event.requireBar();
        if (event.position() != 400 || !bar.symbol().equals("SYN0002")) {
            return event;
        }
        return MarketEvent.of(
                event.source(),
                event.position(),
                new Bar(
                        bar.symbol(),
                        bar.startMillis(),
                        bar.endMillis(),
                        bar.open(),
                        Math.max(bar.high(), bar.close() + 0.01),
                        bar.low(),
                        bar.close() + 0.01,
                        bar.volume()));
    }
}
