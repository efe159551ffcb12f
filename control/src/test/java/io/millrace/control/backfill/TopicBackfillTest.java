package io.millrace.control.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.avro.Topic;
import io.millrace.connectors.files.synthetic.SyntheticTape;
import io.millrace.connectors.files.synthetic.SyntheticTapeSpec;
import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.connectors.kafka.KafkaSettings;
import io.millrace.connectors.kafka.TopicAdmin;
import io.millrace.control.CliRun;
import io.millrace.control.live.ChildProcess;
import io.millrace.flink.job.main.IngestMain;
import io.millrace.stack.kafka.KafkaServer;
import io.millrace.stack.postgres.PostgresServer;
import io.millrace.stack.registry.RegistryServer;
import io.millrace.stack.server.Deadline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same history once in files and once in a topic, into one real database. */
@Timeout(600)
@SuppressWarnings("NullAway.Init") // the servers are started before the first test
class TopicBackfillTest {

    private static final List<String> TABLES =
            List.of(
                    "features_tft",
                    "alpha_signals",
                    "signals",
                    "orders",
                    "trades",
                    "account_state");

    @TempDir static Path folder = Path.of("");

    private static KafkaServer kafka;
    private static RegistryServer registry;
    private static PostgresServer postgres;
    private static DatabaseAddress database;
    private static KafkaSettings settings;
    private static Path tape;

    @BeforeAll
    static void start() throws Exception {
        kafka = KafkaServer.start();
        registry = RegistryServer.start();
        postgres = PostgresServer.start();
        database = new DatabaseAddress(postgres.address(), postgres.user(), postgres.password());
        settings = KafkaSettings.local(kafka.bootstrapServers(), registry.url());
        tape = folder.resolve("tape");
        SyntheticTape.write(SyntheticTapeSpec.numbered(8, 16, 5), tape, written -> {});
        Files.writeString(
                folder.resolve("eager.yaml"),
                """
                ensemble: {min-confidence: 0.35, min-average-volume: 1, when-unknown: {average-volume: pass}}
                risk: {max-orders-per-minute: 50, max-orders-per-symbol-day: 50, cooldown: 1m, block-on-unknown: false}
                exits: {take-profit: 0.006, stop-loss: 0.005, max-holding: 30m}
                """);
        try (TopicAdmin admin = new TopicAdmin(settings)) {
            admin.create();
        }
        ingest(tape);
    }

    @AfterAll
    static void stop() {
        postgres.close();
        registry.close();
        kafka.close();
    }

    @Test
    void offsetsGiveWhatFilesGiveThoughOneIsKilledAndTheTopicGrows() throws Exception {
        JsonNode files = json(run("files", "--data", tape.toString()));
        try (ChildProcess child =
                ChildProcess.start(folder.resolve("child.log"), overKafka("topic"))) {
            assertThat(
                            Deadline.in(Duration.ofMinutes(2))
                                    .await(() -> rowsRead("backfill-topic") > 0))
                    .as(child.said())
                    .isTrue();
            child.kill();
        }
        long safe = rowsRead("backfill-topic");
        long all = files.required("records").required("decisions").asLong();
        assertThat(safe).isBetween(1L, all - 1);
        // what comes later is not what it was begun with
        Path later = folder.resolve("later");
        SyntheticTape.write(SyntheticTapeSpec.numbered(9, 1, 6), later, written -> {});
        ingest(later);

        CliRun resumed = CliRun.of(with(overKafka("topic"), "--resume", "--parallelism", "2"));

        JsonNode topic = json(resumed);
        assertThat(resumed.err()).contains("going on at row ");
        assertThat(topic.required("streams")).isEqualTo(files.required("streams"));
        assertThat(topic.required("records")).isEqualTo(files.required("records"));
        for (String table : TABLES) {
            assertThat(rows(table, "topic")).as(table).isEqualTo(rows(table, "files")).isNotEmpty();
        }
        assertThat(
                        column(
                                "select bool_and(finished) || ' ' || sum(rows_read) || ' ' ||"
                                        + " min(path) from backfill_checkpoints where source ="
                                        + " 'backfill-topic'"))
                .singleElement()
                .asString()
                .startsWith("true " + all + " market.raw/");
        assertThat(groups()).contains("millrace-backfill-topic-market.raw");
    }

    @Test
    void whatNobodyCanReadIsADeadLetterAndSymbolsAndTimesChoose() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        settings.clientProperties(),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(
                            new ProducerRecord<>(
                                    Topic.MARKET_RAW.label(),
                                    "no event".getBytes(StandardCharsets.UTF_8)))
                    .get();
        }

        JsonNode one =
                json(
                        CliRun.of(
                                with(
                                        overKafka("one"),
                                        "--symbols",
                                        "SYN0002",
                                        "--to",
                                        "2020-01-03")));

        assertThat(one.required("records").required("bars").asLong()).isEqualTo(390);
        assertThat(column("select distinct symbol from signals where run_id = 'backfill-one'"))
                .containsExactly("SYN0002");
        assertThat(
                        column(
                                "select code from dlq_events where run_id = 'backfill-one' and source"
                                        + " like '%market.raw%'"))
                .containsExactly("UNDECODABLE");
        CliRun other = CliRun.of(with(overKafka("one"), "--resume", "--symbols", "SYN0003"));
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("--resume: setting backfill.symbols: SYN0003 (expected: ");
    }

    @Test
    void mistakesAreNamedAtOnce() {
        CliRun run = CliRun.of("backfill", "--kafka", "x:1", "--form", "ticks");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("--id: missing (expected: ", "--form: ticks (expected: bars or trades)");
        assertThat(CliRun.of("backfill").err()).contains("--data: missing (expected: ");
        assertThat(CliRun.of("backfill", "--kafka", "x:1", "--id", "a", "--data", "b").err())
                .contains("--kafka: x:1 (expected: without --data)");
    }

    private static void ingest(Path data) throws Exception {
        List<String> arguments = new ArrayList<>();
        for (String set :
                List.of(
                        "kafka.bootstrap-servers=" + settings.bootstrapServers(),
                        "kafka.registry-url=" + settings.registryUrl())) {
            arguments.addAll(List.of("--set", set));
        }
        arguments.addAll(List.of("--data", data.toString()));
        IngestMain.main(arguments.toArray(String[]::new));
    }

    private static String[] overKafka(String id) {
        return with(
                arguments(id),
                "--kafka",
                settings.bootstrapServers(),
                "--registry",
                settings.registryUrl());
    }

    private static CliRun run(String id, String... more) {
        return CliRun.of(with(arguments(id), more));
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
    }

    private static String[] arguments(String id) {
        return new String[] {
            "backfill",
            "--config",
            folder.resolve("eager.yaml").toString(),
            "--db",
            "postgresql://"
                    + postgres.user()
                    + ":"
                    + postgres.password()
                    + database.jdbcUrl().replaceFirst("^jdbc:postgresql://", "@"),
            "--home",
            folder.resolve("home").toString(),
            "--id",
            id,
            "--checkpoint-every",
            "0.1",
            "--json"
        };
    }

    private static JsonNode json(CliRun run) throws IOException {
        assertThat(run.code()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    private static List<String> groups() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            return admin.listGroups().all().get().stream().map(group -> group.groupId()).toList();
        }
    }

    /** What is safe, or 0 before there is a table. */
    private static long rowsRead(String source) {
        try {
            return Long.parseLong(
                    column(
                                    "select coalesce(sum(rows_read), 0) from backfill_checkpoints"
                                            + " where source = '"
                                            + source
                                            + "'")
                            .get(0));
        } catch (SQLException notYet) {
            return 0;
        }
    }

    private static List<String> rows(String table, String id) throws SQLException {
        return column(
                "select (to_jsonb(t) - 'run_id')::text from %s t where run_id = 'backfill-%s' order by 1"
                        .formatted(table, id));
    }

    private static List<String> column(String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
