package io.millrace.control.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.avro.Topic;
import io.millrace.connectors.kafka.KafkaSettings;
import io.millrace.connectors.kafka.Reading;
import io.millrace.connectors.kafka.TopicStream;
import io.millrace.connectors.kafka.event.DecisionCoder;
import io.millrace.control.CliRun;
import io.millrace.control.ExitCode;
import io.millrace.domain.ensemble.Decision;
import io.millrace.flink.digest.CanonicalForms;
import io.millrace.flink.digest.Digests;
import io.millrace.flink.digest.StreamDigest;
import io.millrace.flink.job.JobDefaults;
import io.millrace.flink.job.main.ArchiveMain;
import io.millrace.flink.job.main.IngestMain;
import io.millrace.flink.job.main.SignalsMain;
import io.millrace.flink.job.main.TradingMain;
import io.millrace.flink.topic.FirstTime;
import io.millrace.flink.topic.TopicSource;
import io.millrace.flink.wire.WireTypes;
import io.millrace.stack.kafka.KafkaServer;
import io.millrace.stack.postgres.PostgresServer;
import io.millrace.stack.server.Place;
import io.millrace.stack.server.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The life of jobs on one real cluster over real topics. The measure is always a run that nobody
 * touched: the same jobs to the end of the same tape.
 */
class ClusterLifeTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MINUTES = 240;

    /** In kB: a job's take 7 MB, and those of the last two or three may wait to be unloaded. */
    private static final long CLASSES_OF_A_FEW_JOBS = 25_000;

    private static final List<String> VICTIMS =
            List.of("taskmanager", "jobmanager", "kafka", "registry", "postgres");

    /** What both jobs write; not one record of it may differ. */
    private static final List<Topic> WRITTEN =
            List.of(
                    Topic.MARKET_ENGINEERED,
                    Topic.ALPHA_SIGNALS,
                    Topic.SIGNALS_SCORED,
                    Topic.RISK_APPROVED,
                    Topic.RISK_REJECTED,
                    Topic.EXECUTION_COMPLETED,
                    Topic.EXECUTION_BLOCKED);

    @TempDir static Path folder = Path.of("");

    private static ClusterScene scene;

    @BeforeAll
    static void starts() throws IOException {
        scene = ClusterScene.start(folder);
    }

    @AfterAll
    static void stops() {
        scene.close();
    }

    @Test
    void aTapeThroughTheClusterDecidesWhatOneGraphDecides() throws Exception {
        Path tape = Tapes.bars(folder.resolve("bars"), MINUTES, 1).get(0);
        String expected = decisionsOfOneGraph(tape);
        try (ClusterScene.Session session = scene.session()) {
            session.ingest(tape);
            session.submit("signals", 2, "--reading", "what-is-there");
            ClusterScene.await("signals has ended", () -> !session.isAlive("signals"));
            session.submit("trading", 1, "--reading", "what-is-there");
            ClusterScene.await("trading has ended", () -> !session.isAlive("trading"));

            assertThat(decisionsDigest(session.settings)).isEqualTo(expected);
            assertThat(session.records(Topic.DLQ_FAILED)).isZero();
            assertThat(session.records(Topic.EXECUTION_COMPLETED)).isGreaterThan(20);
        }
    }

    @Test
    void anUpgradeInTheMiddleOfASessionChangesNothing() throws Exception {
        List<Path> parts = Tapes.trades(folder.resolve("upgraded"), MINUTES, 2);
        Map<Topic, Map<String, String>> expected = untouched(parts, "trades", true);
        Path newer = JobJar.rebuilt(scene.jar, folder.resolve("newer.jar"));
        try (ClusterScene.Session session = scene.session()) {
            session.submit("signals", 2, "--form", "trades");
            session.submit("trading", 1);
            session.ingest(parts.get(0));
            // orders under way, windows half built, decisions that wait for their instant
            ClusterScene.await(
                    "there are orders", () -> session.hasMoreThan(10, Topic.EXECUTION_COMPLETED));

            JsonNode signals = session.did("upgrade", "signals", "--jar", newer.toString());
            JsonNode trading = session.did("upgrade", "trading", "--jar", newer.toString());
            session.ingest(parts.get(1));
            session.drain(true);

            assertThat(written(session, true)).isEqualTo(expected);
            assertThat(session.records(Topic.DLQ_FAILED)).isZero();
            assertThat(signals.path("from_savepoint").asText()).contains("savepoint-");
            tell("upgrade", "signals down %d ms, trading down %d ms", signals, trading);
        }
    }

    @Test
    void aJarThatDoesNotStartGivesWayToTheOneBefore() throws Exception {
        List<Path> parts = Tapes.bars(folder.resolve("rolled-back"), 60, 2);
        Map<Topic, Map<String, String>> expected = untouched(parts, "bars", false);
        try (ClusterScene.Session session = scene.session()) {
            String before = session.submit("signals", 1).path("jar").asText();
            session.ingest(parts.get(0));

            CliRun upgrade =
                    session.run("upgrade", "signals", "--jar", emptyJar("broken.jar").toString());

            assertThat(upgrade.code()).isEqualTo(ExitCode.FAILED);
            assertThat(upgrade.err())
                    .contains("signals: was rolled back and runs as before")
                    .contains("SignalsMain");
            assertThat(session.json(upgrade).path("jar").asText()).isEqualTo(before);
            assertThat(session.json(upgrade).path("rolled_back").asText()).isNotEmpty();
            session.ingest(parts.get(1));
            session.drain(false);
            assertThat(written(session, false)).isEqualTo(expected);
        }
    }

    @Test
    void oneTwoOrFourSubtasksMakeNoDifference() throws Exception {
        List<Path> parts = Tapes.trades(folder.resolve("rescaled"), 120, 3);
        Map<Topic, Map<String, String>> expected = untouched(parts, "trades", false);
        try (ClusterScene.Session session = scene.session()) {
            session.submit("signals", 1, "--form", "trades");
            session.ingest(parts.get(0));
            assertThat(session.did("rescale", "signals", "4").path("parallelism").asInt())
                    .isEqualTo(4);
            session.ingest(parts.get(1));
            JsonNode saved = session.did("savepoint", "signals");
            session.did("rescale", "signals", "2");
            session.ingest(parts.get(2));
            session.drain(false);

            assertThat(written(session, false)).isEqualTo(expected);
            assertThat(session.records(Topic.DLQ_FAILED)).isZero();
            assertThat(saved.path("savepoint").asText()).startsWith("file:/");
        }
    }

    @Test
    void whateverIsKilledNothingIsLostAndNothingIsDecidedTwice() throws Exception {
        int kills = VICTIMS.size() * Integer.getInteger("millrace.kills", 5);
        List<Path> parts = Tapes.bars(folder.resolve("killed"), MINUTES, kills + 1);
        try (PostgresServer postgres = PostgresServer.start(Place.in(folder.resolve("postgres")))) {
            ArchivedRows untouched = ArchivedRows.in(postgres, "untouched");
            Map<Topic, Map<String, String>> expected = untouched(parts, "bars", true, untouched);
            ArchivedRows archived = ArchivedRows.in(postgres, "killed");
            try (ClusterScene.Session session = scene.session()) {
                session.submit("signals", 2);
                session.submit("trading", 1);
                session.submit("archive", 1, "--db", archived.url());
                session.ingest(parts.get(0));
                // a tape that is killed on its way repeats itself: a dead letter and no harm
                for (int kill = 0; kill < kills; kill++) {
                    String victim = VICTIMS.get(kill % VICTIMS.size());
                    long before = archived.count("signals");
                    session.startIngest(parts.get(kill + 1));
                    long begin = System.nanoTime();
                    Server server = server(victim, session, postgres);
                    server.kill();
                    server.launch();
                    server.awaitHealthy();
                    ClusterScene.await(
                            "decisions reach their table after " + victim,
                            () -> archived.count("signals") > before);
                    tell("kill", victim + " recovered after %d ms", millisSince(begin));
                    ClusterScene.await("ingest has ended", () -> !session.isAlive("ingest"));
                }
                session.drain(true);

                assertThat(written(session, true)).isEqualTo(expected);
                assertThat(decisionsDigest(session.settings)).isEqualTo(decisionsOfOneGraph(parts));
                ClusterScene.await(
                        "the tables hold what those of an untouched run hold",
                        () -> archived.byTable().equals(untouched.byTable()));
                assertThat(archived.byTable().values())
                        .allSatisfy(rows -> assertThat(rows).isNotEmpty().doesNotHaveDuplicates());
            }
        }
    }

    @Test
    void submissionsLeaveNoClassesBehind() throws Exception {
        int submissions = Integer.getInteger("millrace.submissions", 7);
        Path tape = Tapes.bars(folder.resolve("short"), 5, 1).get(0);
        Metaspace metaspace = new Metaspace(scene.flink);
        try (ClusterScene.Session session = scene.session()) {
            session.ingest(tape);
            List<Long> used = new ArrayList<>();
            for (int submission = 0; submission < submissions + 2; submission++) {
                session.submit("signals", 1, "--reading", "what-is-there");
                ClusterScene.await("signals has ended", () -> !session.isAlive("signals"));
                used.add(metaspace.afterCollection());
            }
            tell("metaspace", "kB after each submission: " + used);

            // the first two load what the cluster itself needs
            assertThat(used.get(used.size() - 1) - used.get(1))
                    .as("kB gained in " + used)
                    .isLessThan(CLASSES_OF_A_FEW_JOBS);
        }
    }

    @Test
    void theJarBringsNothingThatLiesInTheClustersLib() throws IOException {
        try (JarFile jar = new JarFile(scene.jar.toFile())) {
            List<String> names = jar.stream().map(JarEntry::getName).toList();

            assertThat(names)
                    .contains("io/millrace/flink/job/main/SignalsMain.class")
                    .contains("io/confluent/kafka/schemaregistry/client/SchemaRegistryClient.class")
                    .noneMatch(name -> name.startsWith("org/apache/kafka/"))
                    .noneMatch(name -> name.startsWith("org/postgresql/"))
                    .noneMatch(name -> name.startsWith("org/apache/flink/streaming/"))
                    .noneMatch(name -> name.startsWith("org/apache/flink/connector/"))
                    .noneMatch(name -> name.startsWith("io/millrace/stack/"));
        }
    }

    /** The same mains to the end of the same tape in this process, never stopped. */
    private static Map<Topic, Map<String, String>> untouched(
            List<Path> parts, String form, boolean trading) throws Exception {
        return untouched(parts, form, trading, null);
    }

    private static Map<Topic, Map<String, String>> untouched(
            List<Path> parts, String form, boolean trading, @Nullable ArchivedRows archived)
            throws Exception {
        try (KafkaServer kafka = KafkaServer.start()) {
            KafkaSettings settings =
                    KafkaSettings.local(kafka.bootstrapServers(), scene.registry.url());
            ClusterScene.createTopics(settings);
            for (Path part : parts) {
                IngestMain.main(arguments(settings, "--data", part.toString()));
            }
            SignalsMain.main(arguments(settings, "--form", form, "--reading", "what-is-there"));
            if (trading) {
                TradingMain.main(arguments(settings, "--reading", "what-is-there"));
            }
            if (archived != null) {
                ArchiveMain.main(
                        arguments(settings, "--reading", "what-is-there", "--db", archived.url()));
            }
            return written(settings, trading);
        }
    }

    private static String[] arguments(KafkaSettings settings, String... more) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "--config",
                                ClusterScene.FOR_JOBS,
                                "--set",
                                "kafka.bootstrap-servers=" + settings.bootstrapServers(),
                                "--set",
                                "kafka.registry-url=" + settings.registryUrl()));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static Map<Topic, Map<String, String>> written(
            ClusterScene.Session session, boolean trading) {
        return written(session.settings, trading);
    }

    private static Map<Topic, Map<String, String>> written(
            KafkaSettings settings, boolean trading) {
        Map<Topic, Map<String, String>> written = new TreeMap<>();
        for (Topic topic : WRITTEN) {
            written.put(topic, TopicContents.of(topic, settings).summary());
        }
        assertThat(written.get(Topic.SIGNALS_SCORED)).hasSizeGreaterThan(10);
        if (trading) {
            assertThat(written.get(Topic.EXECUTION_COMPLETED)).hasSizeGreaterThan(5);
        }
        return written;
    }

    private static String decisionsOfOneGraph(Path tape) throws IOException {
        return decisionsOfOneGraph(List.of(tape));
    }

    private static String decisionsOfOneGraph(List<Path> tape) throws IOException {
        Path out = Files.createTempDirectory(folder, "backtest").resolve("run");
        List<String> arguments = new ArrayList<>(List.of("backtest", "--data"));
        tape.forEach(path -> arguments.add(path.toString()));
        arguments.addAll(
                List.of(
                        "--out",
                        out.toString(),
                        "--db",
                        "none",
                        "--parallelism",
                        "1",
                        "--config",
                        scene.config.toString()));
        CliRun run = CliRun.of(arguments.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return JSON.readTree(Files.readString(out.resolve("digest.json")))
                .findPath("decisions")
                .asText();
    }

    /** The fingerprint of what a reader of the topic has that drops repeats. */
    private static String decisionsDigest(KafkaSettings settings) throws Exception {
        try (StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(1, JobDefaults.configuration())) {
            var decisions =
                    TopicSource.read(
                                    env,
                                    new TopicStream<>(
                                            new DecisionCoder(), WireTypes.DECISION, settings),
                                    WireTypes.DECISION,
                                    Reading.WHAT_IS_THERE,
                                    Duration.ZERO)
                            .records()
                            .keyBy(Decision::symbol)
                            .process(new FirstTime(), WireTypes.DECISION)
                            .uid("first-time");
            List<StreamDigest> digests = new ArrayList<>();
            try (CloseableIterator<StreamDigest> all =
                    Digests.of("decisions", decisions, Decision::symbol, CanonicalForms::decision)
                            .executeAndCollect()) {
                all.forEachRemaining(digests::add);
            }
            return Digests.combined(digests).getOrDefault("decisions", "none");
        }
    }

    private static Server server(
            String name, ClusterScene.Session session, PostgresServer postgres) {
        return switch (name) {
            case "taskmanager" -> scene.flink.taskManagers().get(0);
            case "jobmanager" -> scene.flink.jobManager();
            case "kafka" -> session.kafka;
            case "postgres" -> postgres;
            default -> scene.registry;
        };
    }

    private static Path emptyJar(String name) throws IOException {
        Path jar = folder.resolve(name);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("nothing"));
            out.closeEntry();
        }
        return jar;
    }

    private static long millisSince(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }

    private static void tell(String what, String form, JsonNode one, JsonNode other)
            throws IOException {
        tell(
                what,
                String.format(
                        Locale.ROOT,
                        form,
                        one.path("down_ms").asLong(),
                        other.path("down_ms").asLong()));
    }

    private static void tell(String what, String form, long millis) throws IOException {
        tell(what, String.format(Locale.ROOT, form, millis));
    }

    /** For who wants to know how long it took; nothing is asserted about it. */
    private static void tell(String what, String line) throws IOException {
        Path report =
                Path.of(
                        System.getProperty("project.root"),
                        "control",
                        "target",
                        "cluster-life.txt");
        Files.createDirectories(report.getParent());
        Files.writeString(
                report,
                what + ": " + line + "\n",
                java.nio.file.StandardOpenOption.CREATE,
                java.nio.file.StandardOpenOption.APPEND);
    }
}
