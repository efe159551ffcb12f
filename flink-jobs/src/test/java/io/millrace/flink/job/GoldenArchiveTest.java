package io.millrace.flink.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.avro.Topic;
import io.millrace.connectors.jdbc.BatchOptions;
import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.connectors.jdbc.Migrations;
import io.millrace.connectors.jdbc.RunScope;
import io.millrace.connectors.kafka.KafkaSettings;
import io.millrace.connectors.kafka.Reading;
import io.millrace.stack.kafka.KafkaServer;
import io.millrace.stack.postgres.PostgresServer;
import io.millrace.stack.registry.RegistryServer;
import io.millrace.stack.server.Place;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
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

    private static KafkaServer kafka;
    private static RegistryServer registry;
    private static PostgresServer postgres;
    private static KafkaSettings settings;
    private static DatabaseAddress database;
    private static ReplayScene scene;

    @BeforeAll
    static void aDayOfTrading() throws Exception {
        kafka = KafkaServer.start();
        registry = RegistryServer.start();
        postgres = PostgresServer.start(Place.in(folder.resolve("postgres")));
        settings = GoldenTopics.on(kafka, registry);
        database = new DatabaseAddress(postgres.address(), postgres.user(), postgres.password());
        Migrations.apply(database);
        scene = ReplayScene.synthetic(folder.resolve("tape"), 3, 1);
        DayOfTrading.into(settings, scene);
        try (StreamExecutionEnvironment env = environment()) {
            archive(env, new TopicOptions(settings, Reading.WHAT_IS_THERE), WHOLE);
            env.execute(WHOLE);
        }
        if (GoldenSavepoint.isWanted()) {
            writeAnew();
        }
    }

    @AfterAll
    static void stop() {
        postgres.close();
        registry.close();
        kafka.close();
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
                    archive(env, topics, "renamed");
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
            KafkaSettings half = GoldenTopics.on(other, registry);
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
                (env, topics, out) -> archive(env, topics, run));
    }

    private static void archive(StreamExecutionEnvironment env, TopicOptions topics, String run) {
        ArchiveJob.topics(
                env,
                topics,
                database,
                new ArchiveSettings(
                        new RunScope(run, "archive"),
                        new BatchOptions(100, 50, 3, 20),
                        scene.extras()));
    }

    private static Map<String, String> rows(String run) {
        Map<String, String> rows = new TreeMap<>();
        TABLES.keySet()
                .forEach(
                        table ->
                                rows.put(
                                        table,
                                        column(
                                                        "select count(*) from %s where run_id = '%s'"
                                                                .formatted(table, run))
                                                .get(0)));
        return rows;
    }

    /** Rows of one run that another has not; the first few. */
    private static List<String> more(String table, String row, String run, String other) {
        String rows = "select " + row + " as r from " + table + " t where run_id = '%s'";
        return column(
                "select r::text from (%s except all %s) x limit 3"
                        .formatted(rows.formatted(run), rows.formatted(other)));
    }

    private static List<String> column(String query) {
        List<String> values = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        } catch (SQLException failure) {
            throw new AssertionError(query, failure);
        }
        return values;
    }

    private static StreamExecutionEnvironment environment() {
        return ReplayScene.environment(1, new Configuration());
    }
}
