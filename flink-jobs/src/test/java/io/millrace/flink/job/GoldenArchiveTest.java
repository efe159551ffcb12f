package io.millrace.flink.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.avro.Topic;
import io.millrace.connectors.kafka.KafkaSettings;
import io.millrace.connectors.kafka.Reading;
import io.millrace.stack.kafka.KafkaServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An archive that an earlier build stopped in the middle, and that goes on in this one. */
@Timeout(600)
@SuppressWarnings("NullAway.Init") // the servers are started before the first test
class GoldenArchiveTest {

    private static final String WHOLE = "whole";

    private static final Map<String, String> TABLES = ArchiveJobTest.TABLES;

    @TempDir static Path folder = Path.of("");

    private static ArchiveScene scene;
    private static KafkaSettings settings;

    @BeforeAll
    static void aDayOfTrading() throws Exception {
        scene = ArchiveScene.start(folder, GoldenTopics::on);
        settings = scene.settings();
        try (StreamExecutionEnvironment env = environment()) {
            scene.archive(env, new TopicOptions(settings, Reading.WHAT_IS_THERE), WHOLE);
            env.execute(WHOLE);
        }
        if (GoldenSavepoint.isWanted()) {
            writeAnew();
        }
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    /** Each partition's second half and nothing else, as rows that the whole day has too. */
    @ParameterizedTest(name = "at parallelism {0}")
    @ValueSource(ints = {1, 2})
    void stateOfTheReleaseGoesOnToTheRowsOfTheRelease(int parallelism) {
        String run = "restored-" + parallelism;
        GoldenTopicJob archive = archive(run);

        archive.golden()
                .restoring(
                        () -> {
                            archive.goOn(settings, parallelism, folder.resolve(run));

                            TABLES.forEach(
                                    (table, row) ->
                                            assertThat(more(table, row, run, WHOLE))
                                                    .as(table)
                                                    .isEmpty());
                            assertThat(rows(run)).isEqualTo(archive.golden().expected());
                        });
    }

    @Test
    void theSavepointIsSmallAndOfTheMiddle() throws Exception {
        GoldenSavepoint golden = archive("any").golden();
        Map<String, String> whole = rows(WHOLE);

        assertThat(golden.bytes()).isBetween(1L, 300_000L);
        assertThat(golden.expected()).containsOnlyKeys(TABLES.keySet());
        assertThat(Long.parseLong(golden.expected().getOrDefault("signals", "0")))
                .isBetween(1L, Long.parseLong(whole.getOrDefault("signals", "0")) - 1);
    }

    @Test
    void openPositionsUnderAnotherNameAreRefusedWithWhatToDo() {
        GoldenTopicJob archive = archive("renamed");
        GoldenTopicJob.Assembly renamed =
                (env, topics, out) -> {
                    scene.archive(env, topics, "renamed");
                    for (Transformation<?> one : env.getTransformations()) {
                        if ("account.state-positions".equals(one.getUid())) {
                            one.setUid("another");
                        }
                    }
                };

        assertThatThrownBy(
                        () ->
                                archive.golden()
                                        .restoring(
                                                () ->
                                                        archive.goOn(
                                                                settings,
                                                                1,
                                                                folder.resolve("renamed"),
                                                                renamed)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(
                        "released job archive no longer fits",
                        "the operator is not available in the new program",
                        "docs/state.md");
    }

    private static void writeAnew() throws Exception {
        GoldenTopicJob first = archive("first");
        try (KafkaServer other = KafkaServer.start();
                GoldenTopics whole = new GoldenTopics(settings)) {
            KafkaSettings half = GoldenTopics.on(other, scene.registry());
            whole.copyHalfTo(half);
            first.toTheMiddle(half, folder.resolve("first"), () -> true);
        }
        archive("second").goOn(settings, 1, folder.resolve("second"));
        first.golden().expect(rows("second"));
        first.goOn(settings, 1, folder.resolve("first-on"));
        TABLES.forEach(
                (table, row) ->
                        assertThat(more(table, row, WHOLE, "first"))
                                .as("%s of both halves", table)
                                .isEmpty());
    }

    private static GoldenTopicJob archive(String run) {
        return new GoldenTopicJob(
                new GoldenSavepoint("archive"),
                List.of(Topic.values()),
                "-archive",
                (env, topics, out) -> scene.archive(env, topics, run));
    }

    private static Map<String, String> rows(String run) {
        Map<String, String> rows = new TreeMap<>();
        TABLES.keySet().forEach(table -> rows.put(table, String.valueOf(scene.count(table, run))));
        return rows;
    }

    /** Rows of one run that another has not; the first few. */
    private static List<String> more(String table, String row, String run, String other) {
        String rows = "select " + row + " as r from " + table + " t where run_id = '%s'";
        return scene.column(
                "select r::text from (%s except all %s) x limit 3"
                        .formatted(rows.formatted(run), rows.formatted(other)));
    }

    private static StreamExecutionEnvironment environment() {
        return ReplayScene.environment(1, new Configuration());
    }
}
