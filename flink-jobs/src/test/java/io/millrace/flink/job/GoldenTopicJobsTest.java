package io.millrace.flink.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.avro.Topic;
import io.millrace.connectors.kafka.KafkaSettings;
import io.millrace.domain.ensemble.Decision;
import io.millrace.flink.account.AccountStage;
import io.millrace.flink.account.Judged;
import io.millrace.stack.kafka.KafkaServer;
import io.millrace.stack.registry.RegistryServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Jobs between topics that an earlier build stopped in the middle, and that go on in this one. */
@Timeout(600)
@SuppressWarnings("NullAway.Init") // the servers are started before the first test
class GoldenTopicJobsTest {

    private static final GoldenTopicJob SIGNALS =
            new GoldenTopicJob(
                    new GoldenSavepoint("signals"),
                    List.of(Topic.MARKET_RAW),
                    "",
                    (env, topics, out) -> signals(env, topics, out));

    private static final GoldenTopicJob TRADING =
            new GoldenTopicJob(
                    new GoldenSavepoint("trading"),
                    List.of(Topic.SIGNALS_SCORED),
                    "",
                    (env, topics, out) -> trading(env, topics, out));

    @TempDir static Path folder = Path.of("");

    private static KafkaServer kafka;
    private static RegistryServer registry;
    private static KafkaSettings settings;
    private static ReplayScene scene;

    @BeforeAll
    static void topics() throws Exception {
        kafka = KafkaServer.start();
        registry = RegistryServer.start();
        settings = GoldenTopics.on(kafka, registry);
        scene = ReplayScene.synthetic(folder.resolve("tape"), 3, 1);
        DayOfTrading.into(settings, scene);
        try (GoldenTopics filled = new GoldenTopics(settings)) {
            assertThat(filled.ends(List.of(Topic.MARKET_RAW, Topic.SIGNALS_SCORED)).offsets())
                    .as("partitions that hold a symbol")
                    .hasSize(4);
        }
        if (GoldenSavepoint.isWanted()) {
            writeAnew();
        }
    }

    @AfterAll
    static void stop() {
        registry.close();
        kafka.close();
    }

    @ParameterizedTest(name = "{0} at parallelism {2}")
    @MethodSource
    void stateOfTheReleaseGoesOnToTheDigestsOfTheRelease(
            String name, GoldenTopicJob job, int parallelism) {
        Path out = folder.resolve(name + "-restored-" + parallelism);

        job.golden()
                .restoring(
                        () -> {
                            job.goOn(settings, parallelism, out);

                            assertThat(ReplayOutcome.digests(out))
                                    .isEqualTo(job.golden().expected());
                        });
    }

    static Stream<Arguments> stateOfTheReleaseGoesOnToTheDigestsOfTheRelease() {
        return Stream.of(SIGNALS, TRADING)
                .flatMap(
                        job ->
                                Stream.of(1, 2)
                                        .map(
                                                parallelism ->
                                                        Arguments.of(
                                                                job.golden().job(),
                                                                job,
                                                                parallelism)));
    }

    @Test
    void theSavepointsAreSmallAndOfTheMiddle() throws IOException {
        assertThat(SIGNALS.golden().bytes()).isBetween(1L, 300_000L);
        assertThat(SIGNALS.golden().expected()).containsKeys("bars", "insights", "decisions");
        assertThat(TRADING.golden().bytes()).isBetween(1L, 300_000L);
        assertThat(TRADING.golden().expected())
                .containsKeys("decisions", "risk", "orders", "fills", "equity");
    }

    @Test
    void featuresUnderAnotherNameAreRefusedWithWhatToDo() {
        GoldenTopicJob.Assembly renamed =
                (env, topics, out) ->
                        signals(env, topics, out).features().getTransformation().setUid("another");

        assertThatThrownBy(
                        () ->
                                SIGNALS.golden()
                                        .restoring(
                                                () ->
                                                        SIGNALS.goOn(
                                                                settings,
                                                                1,
                                                                folder.resolve("renamed"),
                                                                renamed)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(
                        "released job signals no longer fits",
                        "the operator is not available in the new program",
                        "docs/state.md",
                        "-Dmillrace.savepoints.write=true");
    }

    @Test
    void anAccountOfAnotherTypeIsRefusedWithWhatToDo() {
        GoldenTopicJob.Assembly retyped = (env, topics, out) -> retype(trading(env, topics, out));

        assertThatThrownBy(
                        () ->
                                TRADING.golden()
                                        .restoring(
                                                () ->
                                                        TRADING.goOn(
                                                                settings,
                                                                1,
                                                                folder.resolve("retyped"),
                                                                retyped)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(
                        "released job trading no longer fits",
                        "must not be incompatible with the old",
                        "docs/state.md");
    }

    /** The account's state under its uid and name, as a text. */
    private static void retype(AccountStage.Streams account) {
        account.judged().getTransformation().setUid("another");
        account.judged()
                .map(Judged::decision)
                .returns(Decision.class)
                .uid("decided")
                .keyBy(decision -> "all")
                .process(new Text())
                .uid("account")
                .sinkTo(new DiscardingSink<>())
                .uid("text");
    }

    /** What somebody would make of {@code AccountFunction} who does not mind the state. */
    private static final class Text extends KeyedProcessFunction<String, Decision, String> {

        private static final long serialVersionUID = 1L;

        @Override
        public void open(OpenContext context) {
            ValueState<String> state =
                    getRuntimeContext()
                            .getState(new ValueStateDescriptor<>("account", Types.STRING));
            assertThat(state).isNotNull();
        }

        @Override
        public void processElement(Decision decision, Context context, Collector<String> out) {
            out.collect(decision.symbol());
        }
    }

    private static void writeAnew() throws Exception {
        Map<String, String> replayed = scene.run(1, folder.resolve("replayed")).digests();
        try (KafkaServer other = KafkaServer.start();
                GoldenTopics whole = new GoldenTopics(settings)) {
            KafkaSettings half = GoldenTopics.on(other, registry);
            whole.copyHalfTo(half);
            try (GoldenTopics topics = new GoldenTopics(half)) {
                TRADING.toTheMiddle(
                        half,
                        folder.resolve("half-trading"),
                        () ->
                                topics.ends(List.of(Topic.ACCOUNT_STATE)).of(Topic.ACCOUNT_STATE)
                                        > 50);
                SIGNALS.toTheMiddle(
                        half,
                        folder.resolve("half-signals"),
                        () ->
                                topics.ends(List.of(Topic.SIGNALS_SCORED)).of(Topic.SIGNALS_SCORED)
                                        > 1_000);
            }
        }
        SIGNALS.golden().expect(only(replayed, "bars", "insights", "decisions"));
        TRADING.golden().expect(only(replayed, "decisions", "risk", "orders", "fills", "equity"));
    }

    private static Map<String, String> only(Map<String, String> digests, String... streams) {
        return digests.entrySet().stream()
                .filter(one -> List.of(streams).contains(one.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static SignalsStreams signals(
            StreamExecutionEnvironment env, TopicOptions topics, Path out) {
        SignalsStreams streams =
                SignalsJob.assemble(
                        env,
                        topics,
                        TapeForm.BARS,
                        Duration.ZERO,
                        scene.strategy(),
                        scene.extras());
        TopicDigests.attach(streams, out.resolve(ReplayScene.DIGESTS));
        return streams;
    }

    private static AccountStage.Streams trading(
            StreamExecutionEnvironment env, TopicOptions topics, Path out) {
        AccountStage.Streams account =
                TradingJob.simulated(env, topics, scene.strategy(), Map.of(), true);
        TopicDigests.attach(account, out.resolve(ReplayScene.DIGESTS));
        return account;
    }
}
