package io.millrace.control.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.avro.Topic;
import io.millrace.connectors.files.synthetic.SyntheticTape;
import io.millrace.connectors.files.synthetic.SyntheticTapeSpec;
import io.millrace.connectors.kafka.KafkaSettings;
import io.millrace.connectors.kafka.TopicAdmin;
import io.millrace.control.CliRun;
import io.millrace.flink.job.main.IngestMain;
import io.millrace.stack.kafka.KafkaServer;
import io.millrace.stack.registry.RegistryServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
    private static BackfillScene scene;
    private static KafkaSettings settings;

    @BeforeAll
    static void start() throws Exception {
        kafka = KafkaServer.start();
        registry = RegistryServer.start();
        scene = BackfillScene.start(folder, SyntheticTapeSpec.numbered(8, 16, 5));
        settings = KafkaSettings.local(kafka.bootstrapServers(), registry.url());
        try (TopicAdmin admin = new TopicAdmin(settings)) {
            admin.create();
        }
        ingest(scene.tape());
    }

    @AfterAll
    static void stop() {
        scene.close();
        registry.close();
        kafka.close();
    }

    @Test
    void offsetsGiveWhatFilesGiveThoughOneIsKilledAndTheTopicGrows() throws Exception {
        JsonNode files =
                BackfillScene.json(CliRun.of(scene.arguments("files", "--data", scene.tape())));
        scene.killAfter(0, "topic", overKafka("topic"));
        long safe = scene.rowsRead("topic");
        long all = files.required("records").required("decisions").asLong();
        assertThat(safe).isBetween(1L, all - 1);
        // what comes later is not what it was begun with
        Path later = folder.resolve("later");
        SyntheticTape.write(SyntheticTapeSpec.numbered(9, 1, 6), later, written -> {});
        ingest(later.toString());

        CliRun resumed = CliRun.of(overKafka("topic", "--resume", "--parallelism", "2"));

        JsonNode topic = BackfillScene.json(resumed);
        assertThat(resumed.err()).contains("going on at row ");
        assertThat(topic.required("streams")).isEqualTo(files.required("streams"));
        assertThat(topic.required("records")).isEqualTo(files.required("records"));
        for (String table : TABLES) {
            assertThat(scene.rows(table, "topic"))
                    .as(table)
                    .isEqualTo(scene.rows(table, "files"))
                    .isNotEmpty();
        }
        assertThat(
                        scene.column(
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
                BackfillScene.json(
                        CliRun.of(overKafka("one", "--symbols", "SYN0002", "--to", "2020-01-03")));

        assertThat(one.required("records").required("bars").asLong()).isEqualTo(390);
        assertThat(
                        scene.column(
                                "select distinct symbol from signals where run_id = 'backfill-one'"))
                .containsExactly("SYN0002");
        assertThat(
                        scene.column(
                                "select code from dlq_events where run_id = 'backfill-one' and source"
                                        + " like '%market.raw%'"))
                .containsExactly("UNDECODABLE");
        CliRun other = CliRun.of(overKafka("one", "--resume", "--symbols", "SYN0003"));
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

    private static void ingest(String data) throws Exception {
        List<String> arguments = new ArrayList<>();
        for (String set :
                List.of(
                        "kafka.bootstrap-servers=" + settings.bootstrapServers(),
                        "kafka.registry-url=" + settings.registryUrl())) {
            arguments.addAll(List.of("--set", set));
        }
        arguments.addAll(List.of("--data", data));
        IngestMain.main(arguments.toArray(String[]::new));
    }

    private static String[] overKafka(String id, String... more) {
        String[] topic = {
            "--kafka", settings.bootstrapServers(), "--registry", settings.registryUrl()
        };
        return scene.arguments(
                id, Stream.concat(Stream.of(topic), Stream.of(more)).toArray(String[]::new));
    }

    private static List<String> groups() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            return admin.listGroups().all().get().stream().map(group -> group.groupId()).toList();
        }
    }
}
