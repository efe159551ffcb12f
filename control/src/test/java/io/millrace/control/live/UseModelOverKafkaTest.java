package io.millrace.control.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.kafka.KafkaSettings;
import io.millrace.connectors.kafka.PointerTopic;
import io.millrace.connectors.kafka.Reading;
import io.millrace.connectors.kafka.TopicAdmin;
import io.millrace.connectors.kafka.TopicStream;
import io.millrace.connectors.kafka.event.PointerCoder;
import io.millrace.control.CliRun;
import io.millrace.domain.model.ModelPointer;
import io.millrace.domain.model.ModelRef;
import io.millrace.flink.job.JobDefaults;
import io.millrace.flink.topic.TopicSource;
import io.millrace.stack.kafka.KafkaServer;
import io.millrace.stack.registry.RegistryServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A word about models to a cluster: what the command says is what a job hears. */
class UseModelOverKafkaTest {

    private static final String NOON = "2026-01-05T12:00:00Z";
    private static final ModelPointer SECOND =
            new ModelPointer(
                    Instant.parse(NOON).toEpochMilli(),
                    Instant.parse("2026-02-01T00:00:00Z").toEpochMilli(),
                    new ModelRef("tft", "2", null),
                    new ModelRef("tft", "3", null),
                    0.1);
    private static final ModelPointer THIRD =
            new ModelPointer(
                    Instant.parse(NOON).toEpochMilli() + 1,
                    ModelPointer.NEVER,
                    new ModelRef("tft", null, null),
                    null,
                    0);

    private static KafkaServer kafka;
    private static RegistryServer registry;
    private static KafkaSettings settings;

    @TempDir private Path home;

    @BeforeAll
    static void starts() {
        kafka = KafkaServer.start();
        registry = RegistryServer.start();
        settings = KafkaSettings.local(kafka.bootstrapServers(), registry.url());
    }

    @AfterAll
    static void stops() {
        registry.close();
        kafka.close();
    }

    @Test
    void whatIsSaidIsWhatAJobHearsAndNoAccountDoes() throws Exception {
        CliRun early = use(kafka.bootstrapServers(), registry.url(), second());
        assertThat(early.code()).isEqualTo(1);
        assertThat(early.err())
                .contains("control.commands: not on the broker (expected: ./millrace topics");
        try (TopicAdmin admin = new TopicAdmin(settings)) {
            admin.create();
        }

        CliRun said = use(kafka.bootstrapServers(), registry.url(), second());
        PointerTopic.Said first = new PointerTopic(settings).said();
        new PointerTopic(settings).say(THIRD, "ann", "");

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out())
                .isEqualTo(
                        kafka.bootstrapServers()
                                + ": tft/2 answers for bars that end from "
                                + NOON
                                + " on; jobs hear it in control.commands\n");
        assertThat(first.pointers()).containsExactly(SECOND);
        assertThat(heard(stream())).containsExactly(SECOND, THIRD);
        assertThat(heard(stream().from(first.ends()))).containsExactly(THIRD);
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void aRegistryAloneAndABrokerThatIsAwayAreRefused() {
        CliRun alone = run(List.of("--registry", registry.url()), second());
        CliRun away = use("127.0.0.1:1", registry.url(), second());

        assertThat(alone.code()).isEqualTo(2);
        assertThat(alone.err()).contains("(expected: --kafka, too)");
        assertThat(away.code()).isEqualTo(1);
        assertThat(away.err()).contains("kafka.bootstrap-servers: 127.0.0.1:1 (expected:");
    }

    private static TopicStream<ModelPointer> stream() {
        return new TopicStream<>(
                new PointerCoder(), TypeInformation.of(ModelPointer.class), settings);
    }

    /** As the job over topics reads it, to the end that the topic has now. */
    private static List<ModelPointer> heard(TopicStream<ModelPointer> topic) throws Exception {
        List<ModelPointer> heard = new ArrayList<>();
        try (StreamExecutionEnvironment env =
                        StreamExecutionEnvironment.createLocalEnvironment(
                                1, JobDefaults.configuration());
                CloseableIterator<ModelPointer> pointers =
                        TopicSource.read(
                                        env,
                                        topic,
                                        TypeInformation.of(ModelPointer.class),
                                        Reading.WHAT_IS_THERE,
                                        Duration.ZERO)
                                .records()
                                .executeAndCollect()) {
            pointers.forEachRemaining(heard::add);
        }
        return heard;
    }

    private static List<String> second() {
        return List.of(
                "--until",
                "2026-02-01T00:00:00Z",
                "--candidate",
                "tft/3",
                "--canary-share",
                "0.1",
                "--why",
                "better");
    }

    private CliRun use(String broker, String url, List<String> more) {
        return run(List.of("--kafka", broker, "--registry", url), more);
    }

    private CliRun run(List<String> cluster, List<String> more) {
        List<String> all = new ArrayList<>(List.of("models", "use", "tft/2", "--from", NOON));
        all.addAll(cluster);
        all.addAll(more);
        all.addAll(List.of("--home", home.toString()));
        return CliRun.of(all.toArray(String[]::new));
    }
}
