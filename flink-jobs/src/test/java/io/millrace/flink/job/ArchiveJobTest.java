package io.millrace.flink.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.avro.Topic;
import io.millrace.connectors.jdbc.BatchOptions;
import io.millrace.connectors.jdbc.RunScope;
import io.millrace.connectors.kafka.KafkaSettings;
import io.millrace.connectors.kafka.Reading;
import io.millrace.connectors.kafka.TopicAdmin;
import io.millrace.connectors.kafka.TopicStream;
import io.millrace.connectors.kafka.event.AuditCoder;
import io.millrace.connectors.kafka.event.BlockedCoder;
import io.millrace.connectors.kafka.event.CommandCoder;
import io.millrace.connectors.kafka.event.EventCoder;
import io.millrace.connectors.kafka.event.PointerCoder;
import io.millrace.connectors.kafka.event.PredictionCoder;
import io.millrace.connectors.kafka.event.RedditCoder;
import io.millrace.connectors.kafka.event.RedditItem;
import io.millrace.domain.audit.AuditEntry;
import io.millrace.domain.audit.AuditLink;
import io.millrace.domain.broker.BlockedOrder;
import io.millrace.domain.broker.ExecutionGate;
import io.millrace.domain.control.ControlCommand;
import io.millrace.domain.market.Resolution;
import io.millrace.domain.model.ModelPointer;
import io.millrace.domain.model.ModelRef;
import io.millrace.domain.model.Prediction;
import io.millrace.domain.order.Leg;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderType;
import io.millrace.domain.order.Side;
import io.millrace.domain.order.TimeInForce;
import io.millrace.flink.output.StreamTables;
import io.millrace.flink.output.TableTarget;
import io.millrace.stack.kafka.KafkaServer;
import io.millrace.stack.registry.RegistryServer;
import io.millrace.stack.server.Deadline;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every topic of a day's trading into a real database, against what one graph writes there. */
@Timeout(600)
@SuppressWarnings("NullAway.Init") // the servers are started before the first test
class ArchiveJobTest {

    private static final long AT = 1_700_000_000_000L;
    private static final String GRAPH = "graph";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Every table that the topics end in, and what of its rows does not depend on the run. */
    static final Map<String, String> TABLES =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("features_tft", "to_jsonb(t) - 'run_id'"),
                            Map.entry("alpha_signals", "to_jsonb(t) - 'run_id'"),
                            Map.entry("signals", "to_jsonb(t) - 'run_id'"),
                            Map.entry("risk_decisions", "to_jsonb(t) - 'run_id'"),
                            Map.entry("orders", "to_jsonb(t) - 'run_id'"),
                            Map.entry("order_events", "to_jsonb(t) - 'run_id'"),
                            Map.entry("trades", "to_jsonb(t) - 'run_id'"),
                            Map.entry("account_state", "to_jsonb(t) - 'run_id'"),
                            Map.entry(
                                    "positions",
                                    "jsonb_build_array(symbol, quantity, average_price)")));

    /** Those that one graph does not write. */
    private static final List<String> OTHERS =
            List.of(
                    "predictions_tft",
                    "blocked_orders",
                    "control_commands",
                    "audit_events",
                    "dlq_events");

    @TempDir static Path folder = Path.of("");

    private static ArchiveScene scene;
    private static KafkaSettings settings;

    @BeforeAll
    static void aDayOfTrading() throws Exception {
        scene = ArchiveScene.start(folder, ArchiveJobTest::topics);
        settings = scene.settings();
        publish(new PredictionCoder("s"), Prediction.class, List.of(prediction(0), prediction(1)));
        publish(
                new BlockedCoder(),
                BlockedOrder.class,
                List.of(blocked(0), blocked(1), blocked(1)));
        publish(
                new CommandCoder(),
                ControlCommand.class,
                List.of(command(1, "ann"), command(2, "ann")));
        publish(
                new PointerCoder("ann", "calibrated"),
                ModelPointer.class,
                List.of(pointer("1"), pointer("2"), pointer("2")));
        publish(new AuditCoder(), AuditLink.class, List.of(link(0), link(1)));
        publish(
                new RedditCoder(),
                RedditItem.class,
                List.of(post("t3_a", "SPY"), post("t1_b", "SPY")));
        plant(Topic.ALPHA_SIGNALS, "not avro at all");
        plant(Topic.DLQ_FAILED, "nor this");
        oneGraph();
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static KafkaSettings topics(KafkaServer kafka, RegistryServer registry) {
        KafkaSettings local = KafkaSettings.local(kafka.bootstrapServers(), registry.url());
        try (TopicAdmin admin = new TopicAdmin(local)) {
            admin.create();
        }
        return local;
    }

    @Test
    void everyTopicsRecordsLandAndAreWhatOneGraphWritesFromTheSameTape() throws Exception {
        archive("once", Reading.WHAT_IS_THERE);

        TABLES.forEach(
                (table, row) -> {
                    assertThat(differences(table, row, "once")).as(table).isEmpty();
                    assertThat(scene.count(table, "once")).as(table).isPositive();
                });
        String bars =
                "select (to_jsonb(t) - 'source')::text from market_raw_minute t where source %s"
                        + " 'graph' order by 1";
        assertThat(scene.column(bars.formatted("<>")))
                .isEqualTo(scene.column(bars.formatted("=")))
                .isNotEmpty();
        assertThat(counts("once"))
                .containsEntry("predictions_tft", 4L)
                .containsEntry("blocked_orders", 2L)
                .containsEntry("control_commands", 4L)
                .containsEntry("audit_events", 2L)
                .containsEntry("dlq_events", 2L);
        assertThat(
                        scene.column(
                                "select concat_ws(' ', command, model #>> '{active,version}', who,"
                                        + " why) from control_commands where run_id = 'once' and"
                                        + " sequence = 0 order by 1"))
                .containsExactly("CHANGE_MODEL 1 ann calibrated", "CHANGE_MODEL 2 ann calibrated");
        assertThat(
                        scene.column(
                                "select concat_ws(' ', post_id, kind, title, score) from"
                                        + " reddit_posts order by 1"))
                .containsExactly("t1_b comment  7", "t3_a post Title 7");
        assertThat(
                        scene.column(
                                "select concat_ws(' ', post_id, symbol, sentiment) from"
                                        + " reddit_mentions order by 1"))
                .containsExactly("t1_b SPY", "t3_a SPY");
        assertThat(
                        scene.column(
                                "select original_topic || ' ' || convert_from(payload, 'UTF8') from"
                                        + " dlq_events where run_id = 'once' order by 1"))
                .containsExactly("alpha.signals not avro at all", "dlq.failed nor this");
    }

    @Test
    void replayingEveryTopicTouchesNoRow() throws Exception {
        archive("twice", Reading.WHAT_IS_THERE);
        Map<String, List<String>> before = versions("twice");

        archive("twice", Reading.WHAT_IS_THERE);

        assertThat(versions("twice")).isEqualTo(before);
        assertThat(before.values()).allSatisfy(rows -> assertThat(rows).isNotEmpty());
    }

    @Test
    void aDatabaseKilledInTheMiddleLosesNothingAndDoublesNothing() throws Exception {
        try (StreamExecutionEnvironment env = environment()) {
            env.enableCheckpointing(200);
            scene.archive(
                    env, new TopicOptions(settings.inGroup("outage"), Reading.GOING_ON), "outage");
            JobClient job = env.executeAsync("archive");
            await(() -> scene.count("signals", "outage") > 100);

            scene.postgres().kill();
            publish(
                    new CommandCoder(),
                    ControlCommand.class,
                    IntStream.range(10, 2_000).mapToObj(number -> command(number, "bob")).toList());
            scene.postgres().launch();
            scene.postgres().awaitHealthy();

            await(() -> scene.count("control_commands", "outage") >= 1_994);
            TABLES.forEach(
                    (table, row) -> await(() -> differences(table, row, "outage").isEmpty()));
            job.cancel().get();
        }

        assertThat(scene.count("control_commands", "outage")).isEqualTo(1_994);
        assertThat(
                        scene.column(
                                "select count(distinct sequence) from control_commands where run_id"
                                        + " = 'outage'"))
                .containsExactly("1993");
    }

    @Test
    void aRowThatTheDatabaseRefusesIsADeadLetterAndTheOthersAreWritten() throws Exception {
        execute(
                "alter table blocked_orders add constraint not_this_run check (run_id <> 'refused')");
        archive("refused", Reading.WHAT_IS_THERE);
        execute("alter table blocked_orders drop constraint not_this_run");

        assertThat(scene.count("blocked_orders", "refused")).isZero();
        assertThat(scene.count("control_commands", "refused")).isPositive();
        assertThat(
                        scene.column(
                                "select concat_ws(' ', source, code, retries) from dlq_events where"
                                        + " run_id = 'refused' and original_topic is null"))
                .containsExactly(
                        "archive of execution.blocked SQLSTATE 23514 0",
                        "archive of execution.blocked SQLSTATE 23514 0");
        assertThat(
                        scene.column(
                                "select message from dlq_events where run_id = 'refused' and"
                                        + " original_topic is null order by message limit 1"))
                .singleElement()
                .asString()
                .contains(
                        "client_order_id=order-0", "violates check constraint", "expected: a row");
    }

    private static void oneGraph() throws Exception {
        try (StreamExecutionEnvironment env = environment()) {
            StreamTables.attach(
                    scene.replay().assembled(env, events -> events),
                    new TableTarget(
                            scene.database(),
                            new RunScope(GRAPH, scene.replay().strategy().account().id()),
                            BatchOptions.standard(),
                            0),
                    new StreamTables.Source(GRAPH, Resolution.MINUTE),
                    List.of());
            env.execute("replay");
        }
    }

    private static void archive(String run, Reading reading) throws Exception {
        try (StreamExecutionEnvironment env = environment()) {
            scene.archive(env, new TopicOptions(settings, reading), run);
            env.execute("archive");
        }
    }

    private static StreamExecutionEnvironment environment() {
        Configuration configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(100));
        return ReplayScene.environment(1, configuration);
    }

    private static <T, E extends SpecificRecordBase> void publish(
            EventCoder<T, E> coder, Class<T> type, List<T> records) throws Exception {
        try (StreamExecutionEnvironment env = environment()) {
            TypeInformation<T> info = TypeInformation.of(type);
            env.fromData(records, info)
                    .uid("records")
                    .sinkTo(new TopicStream<>(coder, info, settings).sink())
                    .uid("topic");
            env.execute("publish");
        }
    }

    private static void plant(Topic topic, String value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        settings.clientProperties(),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(
                            new ProducerRecord<>(
                                    topic.label(), value.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }

    private static Prediction prediction(int i) {
        return new Prediction(
                "SPY",
                AT + i,
                List.of(
                        new Prediction.Horizon(30, -0.1, 0, 0.1),
                        new Prediction.Horizon(60, -0.2, 0.01, 0.2)),
                "v1",
                "0abc");
    }

    private static BlockedOrder blocked(int i) {
        return new BlockedOrder(
                "paper",
                "ensemble",
                new Order(
                        "order-" + i,
                        null,
                        "SPY",
                        Side.BUY,
                        Leg.ENTRY,
                        OrderType.MARKET,
                        TimeInForce.DAY,
                        BigDecimal.valueOf(i + 1),
                        null,
                        null,
                        AT + i,
                        "SIGNAL"),
                ExecutionGate.APPROVAL,
                "nobody approved (expected: an approval)",
                AT + i);
    }

    private static ControlCommand command(int number, String who) {
        return new ControlCommand(
                number, ControlCommand.Kind.RECONCILE, "paper", who, "", AT + number);
    }

    private static ModelPointer pointer(String version) {
        return new ModelPointer(
                AT, ModelPointer.NEVER, new ModelRef("tft", version, null), null, 0);
    }

    private static AuditLink link(int i) {
        return new AuditLink(
                new AuditEntry("paper", "ORDER", new UUID(1, i).toString(), null, "me", "{}", AT),
                i,
                "before",
                "after");
    }

    private static RedditItem post(String id, String symbol) {
        boolean comment = id.startsWith("t1");
        return new RedditItem(
                id,
                comment ? "t3_a" : null,
                "stocks",
                null,
                comment ? null : "Title",
                "text",
                7,
                AT,
                AT + 60_000,
                List.of(symbol, symbol));
    }

    private static Map<String, Long> counts(String run) {
        Map<String, Long> counts = new TreeMap<>();
        OTHERS.forEach(table -> counts.put(table, scene.count(table, run)));
        return counts;
    }

    /** Rows that only one of the two runs has; numbers count by their value. */
    private static List<String> differences(String table, String row, String run) {
        String rows = "select " + row + " as r from " + table + " t where run_id = '%s'";
        String one = "(" + rows.formatted(run) + ")";
        String other = "(" + rows.formatted(GRAPH) + ")";
        return scene.column(
                "select 'more ' || r::text from (%1$s except all %2$s) x union all select 'less ' || r::text from (%2$s except all %1$s) y limit 3"
                        .formatted(one, other));
    }

    /** Where each row lies and which transaction wrote it. */
    private static Map<String, List<String>> versions(String run) {
        Map<String, List<String>> versions = new TreeMap<>();
        String query = "select concat(ctid, ' ', xmin) from %s where run_id = '%s' order by ctid";
        TABLES.keySet()
                .forEach(table -> versions.put(table, scene.column(query.formatted(table, run))));
        OTHERS.forEach(table -> versions.put(table, scene.column(query.formatted(table, run))));
        for (String table : List.of("market_raw_minute", "reddit_posts", "reddit_mentions")) {
            versions.put(
                    table,
                    scene.column(
                            "select concat(ctid, ' ', xmin) from " + table + " order by ctid"));
        }
        return versions;
    }

    private static void await(BooleanSupplier condition) {
        assertThat(Deadline.in(PATIENCE).await(condition)).isTrue();
    }

    private static void execute(String statement) throws SQLException {
        try (Connection connection = scene.database().connect();
                Statement one = connection.createStatement()) {
            one.execute(statement);
        }
    }
}
