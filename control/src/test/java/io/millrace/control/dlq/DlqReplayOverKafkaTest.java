package io.millrace.control.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.avro.Topic;
import io.millrace.connectors.deadletter.KafkaDeadLetterReplay;
import io.millrace.connectors.jdbc.BatchOptions;
import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.connectors.jdbc.Migrations;
import io.millrace.connectors.jdbc.RunScope;
import io.millrace.connectors.kafka.KafkaSettings;
import io.millrace.connectors.kafka.Reading;
import io.millrace.connectors.kafka.TopicAdmin;
import io.millrace.control.CliRun;
import io.millrace.flink.feature.ExtraFeatures;
import io.millrace.flink.job.ArchiveJob;
import io.millrace.flink.job.ArchiveSettings;
import io.millrace.flink.job.JobDefaults;
import io.millrace.flink.job.TopicOptions;
import io.millrace.stack.kafka.KafkaServer;
import io.millrace.stack.postgres.EmbeddedDatabase;
import io.millrace.stack.postgres.Placement;
import io.millrace.stack.registry.RegistryServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A record that nobody can read: from its topic into the table, and back to its topic. */
@Timeout(600)
class DlqReplayOverKafkaTest {

    private static final byte[] KEY = "SPY".getBytes(StandardCharsets.UTF_8);
    private static final byte[] POISON = {0, 0, 0, 0, 99, -1, 7};

    @Test
    void whatTheArchiveCouldNotReadGoesBackByteForByteUnderItsKey() throws Exception {
        try (KafkaServer kafka = KafkaServer.start();
                RegistryServer registry = RegistryServer.start();
                EmbeddedDatabase server = EmbeddedDatabase.start(Placement.temporary())) {
            DatabaseAddress database =
                    new DatabaseAddress(server.jdbcUrl(), server.user(), server.password());
            Migrations.apply(database);
            KafkaSettings settings = KafkaSettings.local(kafka.bootstrapServers(), registry.url());
            try (TopicAdmin admin = new TopicAdmin(settings)) {
                admin.create();
            }
            plant(settings);
            archive(settings, database);
            String url =
                    "postgresql://"
                            + server.user()
                            + ":"
                            + server.password()
                            + "@127.0.0.1:"
                            + server.port()
                            + "/"
                            + EmbeddedDatabase.DATABASE;
            String id =
                    new ObjectMapper()
                            .readTree(run("list", "--topic", "market.raw", "--json", "--db", url))
                            .get(0)
                            .required("id")
                            .asText();

            String told = run("replay", id, "--kafka", kafka.bootstrapServers(), "--db", url);

            List<ConsumerRecord<byte[], byte[]>> there = records(settings);
            assertThat(told).contains("sent          1");
            assertThat(there).hasSize(2);
            assertThat(there).allSatisfy(record -> assertThat(record.key()).isEqualTo(KEY));
            assertThat(there).allSatisfy(record -> assertThat(record.value()).isEqualTo(POISON));
            Header header = there.get(1).headers().lastHeader(KafkaDeadLetterReplay.HEADER);
            assertThat(new String(header.value(), StandardCharsets.UTF_8)).isEqualTo(id);
            assertThat(run("show", id, "--json", "--db", url)).contains("\"replays\":1");

            archive(settings, database);
            assertThat(
                            new ObjectMapper()
                                    .readTree(
                                            run(
                                                    "list",
                                                    "--topic",
                                                    "market.raw",
                                                    "--json",
                                                    "--db",
                                                    url)))
                    .as("the second failure is a letter of its own")
                    .hasSize(2);
        }
    }

    private static void archive(KafkaSettings settings, DatabaseAddress database) throws Exception {
        try (StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(1, JobDefaults.configuration())) {
            ArchiveJob.topics(
                    env,
                    new TopicOptions(settings, Reading.WHAT_IS_THERE),
                    database,
                    new ArchiveSettings(
                            new RunScope("live", "paper"),
                            BatchOptions.standard(),
                            ExtraFeatures.none()));
            env.execute("archive");
        }
    }

    private static void plant(KafkaSettings settings) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        settings.clientProperties(),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topic.MARKET_RAW.label(), KEY, POISON)).get();
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(KafkaSettings settings) {
        Properties properties = settings.clientProperties();
        properties.setProperty("group.id", "test");
        properties.setProperty("auto.offset.reset", "earliest");
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topic.MARKET_RAW.label()));
            long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (records.size() < 2 && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    private static String run(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "dlq";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        CliRun run = CliRun.of(all);
        assertThat(run.code()).as(run.err()).isZero();
        return run.out();
    }
}
