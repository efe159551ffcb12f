package io.millrace.flink.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.avro.Topic;
import io.millrace.connectors.control.ControlFolder;
import io.millrace.connectors.feed.Feed;
import io.millrace.connectors.feed.FeedSource;
import io.millrace.connectors.kafka.KafkaSettings;
import io.millrace.connectors.kafka.PointerTopic;
import io.millrace.connectors.kafka.Reading;
import io.millrace.connectors.kafka.TopicAdmin;
import io.millrace.connectors.kafka.TopicStatus;
import io.millrace.domain.config.Settings;
import io.millrace.domain.live.AccountInput;
import io.millrace.domain.live.LiveSettings;
import io.millrace.domain.market.Resolution;
import io.millrace.domain.model.ModelPointer;
import io.millrace.domain.model.ModelRef;
import io.millrace.domain.strategy.StrategySettings;
import io.millrace.flink.account.AccountStage;
import io.millrace.flink.account.LiveAccountSettings;
import io.millrace.flink.execution.GateSettings;
import io.millrace.flink.output.RunFiles;
import io.millrace.stack.kafka.KafkaServer;
import io.millrace.stack.registry.RegistryServer;
import io.millrace.testkit.FakeModelServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A tape through three jobs and the topics between them, against the same tape in one graph. */
class JobsOverKafkaTest {

    private static final int SYMBOLS = 8;
    private static final int SESSIONS = 2;

    @TempDir static Path folder = Path.of("");

    private static RegistryServer registry;
    private static ReplayScene scene;
    private static Map<String, String> expected;
    private static long bars;

    private KafkaServer kafka;
    private KafkaSettings settings;

    @BeforeAll
    static void runsOnce() throws Exception {
        registry = RegistryServer.start();
        scene = ReplayScene.synthetic(folder.resolve("tape"), SYMBOLS, SESSIONS);
        ReplayOutcome replay = scene.run(1, folder.resolve("expected"));
        expected = replay.digests();
        bars = replay.lines(RunFiles.DECISIONS).size();
    }

    @AfterAll
    static void stops() {
        registry.close();
    }

    @BeforeEach
    void startsWithEmptyTopics() {
        kafka = KafkaServer.start();
        settings = KafkaSettings.local(kafka.bootstrapServers(), registry.url());
        try (TopicAdmin admin = new TopicAdmin(settings)) {
            admin.create();
        }
    }

    @AfterEach
    void stopsKafka() {
        kafka.close();
    }

    @ParameterizedTest(name = "signals at parallelism {0}, trading at {1}")
    @CsvSource({"1, 1", "4, 2"})
    void decideWhatOneGraphDecides(int signals, int trading) throws Exception {
        ingest();
        Path first = signals(signals);
        Path second = trade(trading);

        assertThat(ReplayOutcome.digests(first)).isEqualTo(only("bars", "insights", "decisions"));
        assertThat(ReplayOutcome.digests(second))
                .isEqualTo(only("decisions", "risk", "orders", "fills", "equity"));
        assertThat(bars).isGreaterThan(5000);
        assertThat(records())
                .containsEntry(Topic.MARKET_RAW, bars)
                .containsEntry(Topic.SIGNALS_SCORED, bars)
                .containsEntry(Topic.MARKET_ENGINEERED, bars)
                .containsEntry(Topic.DLQ_FAILED, 0L);
        assertThat(records().get(Topic.EXECUTION_COMPLETED)).isGreaterThan(100);
        assertThat(records().get(Topic.ACCOUNT_STATE)).isGreaterThan(100);
    }

    @Test
    void aRecordThatNobodyCanReadIsADeadLetterAndNothingElse() throws Exception {
        plant("not avro at all".getBytes(StandardCharsets.UTF_8));
        plant(new byte[] {0, 0, 0, 0, 1, 2});
        ingest();
        plant(new byte[0]);
        Path first = signals(2);

        assertThat(ReplayOutcome.digests(first)).isEqualTo(only("bars", "insights", "decisions"));
        assertThat(records()).containsEntry(Topic.DLQ_FAILED, 3L);
    }

    @Test
    void whatATopicRepeatsIsDecidedOnce() throws Exception {
        ingest();
        signals(2);
        signals(1);
        Path second = trade(2);

        assertThat(records()).containsEntry(Topic.SIGNALS_SCORED, 2 * bars);
        assertThat(ReplayOutcome.digests(second))
                .isEqualTo(only("decisions", "risk", "orders", "fills", "equity"));
    }

    /** The model expires in the second session, as a pointer of the topic says. */
    @Test
    void theModelIsWhomTheTopicPointsToAndWhatItSaysIsWritten() throws Exception {
        try (FakeModelServer server = new FakeModelServer(true).start()) {
            ReplayScene asking = asking(server);
            long from = asking.tape().files().get(0).firstMillis() + 24 * 60 * 60_000L;
            ModelPointer pointer =
                    new ModelPointer(from, from + 60 * 60_000L, ModelRef.newest("tft"), null, 0);
            ReplayOutcome pointed =
                    new ReplayScene(
                                    asking.tape(),
                                    asking.strategy().pointed(List.of(pointer)),
                                    asking.extras())
                            .run(2, folder.resolve("pointed"));
            List<String> heard =
                    Files.readAllLines(folder.resolve("pointed").resolve(RunFiles.PREDICTIONS))
                            .stream()
                            .filter(line -> line.contains(",true,,"))
                            .toList();
            assertThat(heard).hasSizeGreaterThan(500);
            ingest();
            new PointerTopic(settings).say(pointer, "ann", "it is old");

            Path out = signals(2, asking);

            assertThat(new PointerTopic(settings).said().pointers()).containsExactly(pointer);
            assertThat(ReplayOutcome.digests(out))
                    .containsEntry("decisions", pointed.digests().get("decisions"));
            assertThat(pointed.digests().get("decisions")).isNotEqualTo(expected.get("decisions"));
            assertThat(records())
                    .containsEntry(Topic.PREDICTIONS_TFT, (long) heard.size())
                    .containsEntry(Topic.DLQ_FAILED, 0L);
        }
    }

    private static ReplayScene asking(FakeModelServer server) {
        Map<String, Object> values = new HashMap<>(ReplayScene.EAGER);
        values.put("model.url", server.url());
        values.put("model.deadline", "60s");
        values.put("model.health.least-coverage", "0");
        values.put("model.health.most-coverage", "1");
        values.put("model.health.most-fall", "1");
        Settings read = new Settings(values);
        StrategySettings strategy = StrategySettings.from(read, Resolution.MINUTE);
        read.finish();
        return new ReplayScene(scene.tape(), strategy, scene.extras());
    }

    @Test
    void theBrokersGraphHasEveryTopicAndKeepsWhoTalksBackTogether() throws Exception {
        try (StreamExecutionEnvironment env = environment(2)) {
            Settings values = new Settings(Map.of());
            LiveSettings live = LiveSettings.from(values, 60_000);
            TradingJob.atBroker(
                    env,
                    new TopicOptions(settings, Reading.GOING_ON),
                    scene.strategy(),
                    new LiveAccountSettings(
                            scene.strategy().account(),
                            scene.strategy().market(),
                            live,
                            folder.resolve("journal").toString(),
                            0,
                            (input, step) -> List.of(),
                            new LiveWorld.NoSnapshots()),
                    new BrokerFeeds(
                            feed(env, "broker", new LiveWorld.BrokerFeed("topics")),
                            feed(env, "answers", new LiveWorld.AnswerFeed("topics"))),
                    new LiveBroker(
                            () -> LiveWorld.of("topics").broker,
                            new GateSettings(
                                    false, true, 60_000, ControlFolder.of(folder, "topics")),
                            new LiveWorld.Answers("topics")),
                    Map.of());

            StreamGraph graph = env.getStreamGraph();
            new ReleasedNames("trading-at-broker").keptIfWanted(graph).areIn(graph);
            Iterable<JobVertex> vertices = graph.getJobGraph().getVertices();

            String names =
                    StreamSupport.stream(vertices.spliterator(), false)
                            .map(JobVertex::getName)
                            .collect(Collectors.joining("\n"));
            assertThat(names)
                    .contains("from-signals.scored", "from-control.commands")
                    .contains("to-risk.approved", "to-risk.rejected", "to-execution.completed")
                    .contains("to-execution.blocked", "to-account.state", "to-audit.events")
                    .contains("to-dlq.failed");
            assertThat(vertices)
                    .filteredOn(vertex -> vertex.getCoLocationGroup() != null)
                    .extracting(JobVertex::getName)
                    .anyMatch(name -> name.contains("account"))
                    .anyMatch(name -> name.contains("execution"))
                    .anyMatch(name -> name.contains("answers"));
        }
    }

    private static DataStream<AccountInput> feed(
            StreamExecutionEnvironment env, String name, Feed<AccountInput> feed) {
        return env.fromSource(
                        FeedSource.of(name, feed).withoutTime(),
                        WatermarkStrategy.noWatermarks(),
                        name,
                        TypeInformation.of(AccountInput.class))
                .uid(name)
                .setParallelism(1);
    }

    private void ingest() throws Exception {
        try (StreamExecutionEnvironment env = environment(2)) {
            IngestJob.assemble(scene.events(env), settings);
            env.execute("ingest");
        }
    }

    private Path signals(int parallelism) throws Exception {
        return signals(parallelism, scene);
    }

    private Path signals(int parallelism, ReplayScene asked) throws Exception {
        Path out = Files.createTempDirectory(folder, "signals");
        try (StreamExecutionEnvironment env = environment(parallelism)) {
            SignalsStreams streams =
                    SignalsJob.assemble(
                            env,
                            new TopicOptions(settings, Reading.WHAT_IS_THERE),
                            TapeForm.BARS,
                            Duration.ZERO,
                            asked.strategy(),
                            asked.extras());
            TopicDigests.attach(streams, out.resolve(ReplayScene.DIGESTS));
            env.execute("signals");
        }
        return out;
    }

    private Path trade(int parallelism) throws Exception {
        Path out = Files.createTempDirectory(folder, "trading");
        try (StreamExecutionEnvironment env = environment(parallelism)) {
            AccountStage.Streams account =
                    TradingJob.simulated(
                            env,
                            new TopicOptions(settings, Reading.WHAT_IS_THERE),
                            scene.strategy(),
                            Map.of("risk.max-orders-per-minute", "50"),
                            true);
            TopicDigests.attach(account, out.resolve(ReplayScene.DIGESTS));
            env.execute("trading");
        }
        return out;
    }

    private void plant(byte[] value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        settings.clientProperties(),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topic.MARKET_RAW.label(), new byte[] {1}, value))
                    .get();
        }
    }

    private Map<Topic, Long> records() {
        try (TopicAdmin admin = new TopicAdmin(settings)) {
            return admin.status().stream()
                    .collect(Collectors.toMap(one -> one.row().topic(), TopicStatus::records));
        }
    }

    private static Map<String, String> only(String... streams) {
        return expected.entrySet().stream()
                .filter(one -> List.of(streams).contains(one.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static StreamExecutionEnvironment environment(int parallelism) {
        return ReplayScene.environment(parallelism, new Configuration());
    }
}
