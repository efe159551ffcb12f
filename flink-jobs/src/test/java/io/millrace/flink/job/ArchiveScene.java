package io.millrace.flink.job;

import io.millrace.connectors.jdbc.BatchOptions;
import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.connectors.jdbc.Migrations;
import io.millrace.connectors.jdbc.RunScope;
import io.millrace.connectors.kafka.KafkaSettings;
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
import java.util.function.BiFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A day of trading in real topics, and a real database with its tables for what is archived. */
record ArchiveScene(
        KafkaServer kafka,
        RegistryServer registry,
        PostgresServer postgres,
        KafkaSettings settings,
        DatabaseAddress database,
        ReplayScene replay)
        implements AutoCloseable {

    /**
     * Starts the servers and lets the day happen.
     *
     * @param topics makes the topics
     */
    static ArchiveScene start(
            Path folder, BiFunction<KafkaServer, RegistryServer, KafkaSettings> topics)
            throws Exception {
        KafkaServer kafka = KafkaServer.start();
        RegistryServer registry = RegistryServer.start();
        PostgresServer postgres = PostgresServer.start(Place.in(folder.resolve("postgres")));
        DatabaseAddress database =
                new DatabaseAddress(postgres.address(), postgres.user(), postgres.password());
        Migrations.apply(database);
        ArchiveScene scene =
                new ArchiveScene(
                        kafka,
                        registry,
                        postgres,
                        topics.apply(kafka, registry),
                        database,
                        ReplayScene.synthetic(folder.resolve("tape"), 3, 1));
        DayOfTrading.into(scene.settings, scene.replay);
        return scene;
    }

    /** Archives every topic under the name of a run. */
    void archive(StreamExecutionEnvironment env, TopicOptions topics, String run) {
        ArchiveJob.topics(
                env,
                topics,
                database,
                new ArchiveSettings(
                        new RunScope(run, "archive"),
                        new BatchOptions(100, 50, 3, 20),
                        replay.extras()));
    }

    /** What the query's first column holds. */
    List<String> column(String query) {
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

    long count(String table, String run) {
        return Long.parseLong(
                column("select count(*) from %s where run_id = '%s'".formatted(table, run)).get(0));
    }

    @Override
    public void close() {
        postgres.close();
        registry.close();
        kafka.close();
    }
}
