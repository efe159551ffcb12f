package io.millrace.flink.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.market.Bar;
import io.millrace.domain.market.MarketEvent;
import io.millrace.flink.output.RunDigests;
import io.millrace.flink.wire.WireTypes;
import io.millrace.stack.server.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A replay that was stopped in the middle by an earlier build, and goes on in this one. */
@Timeout(600)
@SuppressWarnings("NullAway.Init") // the scene is set before the first test
class GoldenReplayTest {

    private static final int SYMBOLS = 3;
    private static final int BARS = SYMBOLS * 390;

    /** Relative, because the reader's state knows its files by the path that it was given. */
    private static final Path TAPE = Path.of("target", "golden-tape");

    private static final GoldenSavepoint GOLDEN = new GoldenSavepoint("replay");

    @TempDir static Path folder = Path.of("");

    private static ReplayScene scene;

    @BeforeAll
    static void tape() throws Exception {
        GoldenSavepoint.remove(TAPE);
        scene = ReplayScene.synthetic(TAPE, SYMBOLS, 1);
        if (GoldenSavepoint.isWanted()) {
            writeAnew();
        }
    }

    @ParameterizedTest(name = "at parallelism {0}")
    @ValueSource(ints = {1, 2})
    void stateOfTheReleaseGoesOnToTheDigestsOfTheRelease(int parallelism) {
        Path out = folder.resolve("restored-" + parallelism);

        GOLDEN.restoring(
                () -> {
                    run(parallelism, GOLDEN.configuration(), out, streams -> {});

                    assertThat(ReplayOutcome.digests(out)).isEqualTo(GOLDEN.expected());
                });
    }

    @Test
    void theSavepointIsSmallAndOfTheMiddle() throws IOException {
        assertThat(GOLDEN.bytes()).isBetween(1L, 300_000L);
        assertThat(GOLDEN.expected()).containsKeys("bars", "features", "decisions", "fills");
    }

    @Test
    void anOperatorUnderAnotherNameIsRefusedWithWhatToDo() {
        assertThatThrownBy(
                        () ->
                                GOLDEN.restoring(
                                        () ->
                                                run(
                                                        1,
                                                        GOLDEN.configuration(),
                                                        folder.resolve("renamed"),
                                                        streams -> rename(streams.features()))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(
                        "released job replay no longer fits",
                        "the operator is not available in the new program",
                        "docs/state.md",
                        "-Dmillrace.savepoints.write=true");
    }

    @Test
    void aStateOfAnotherTypeIsRefusedWithWhatToDo() {
        assertThatThrownBy(
                        () ->
                                GOLDEN.restoring(
                                        () ->
                                                run(
                                                        1,
                                                        GOLDEN.configuration(),
                                                        folder.resolve("retyped"),
                                                        GoldenReplayTest::retype)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(
                        "released job replay no longer fits",
                        "must not be incompatible with the old",
                        "docs/state.md");
    }

    /** Changes the graph before it runs. */
    private interface Change {
        void to(ReplayStreams streams);
    }

    private static void rename(DataStream<?> operator) {
        operator.getTransformation().setUid("another-name");
    }

    /** The features' state under their uid and name, as texts. */
    private static void retype(ReplayStreams streams) {
        rename(streams.features());
        SingleOutputStreamOperator<String> texts =
                streams.market().bars().keyBy(Bar::symbol).process(new Texts());
        texts.uid("features").sinkTo(new DiscardingSink<>()).uid("texts");
    }

    /** What somebody would make of {@code FeatureFunction} who does not mind the state. */
    private static final class Texts extends KeyedProcessFunction<String, Bar, String> {

        private static final long serialVersionUID = 1L;

        @Override
        public void open(OpenContext context) {
            ValueState<String> state =
                    getRuntimeContext()
                            .getState(new ValueStateDescriptor<>("features", Types.STRING));
            assertThat(state).isNotNull();
        }

        @Override
        public void processElement(Bar bar, Context context, Collector<String> out) {
            out.collect(bar.symbol());
        }
    }

    private static void writeAnew() throws Exception {
        Slow.PASSED.set(0);
        Path scratch = Files.createDirectories(folder.resolve("scratch"));
        try (StreamExecutionEnvironment env = ReplayScene.environment(1, new Configuration())) {
            ReplayStreams streams =
                    scene.assembled(
                            env,
                            events ->
                                    events.map(new Slow())
                                            .returns(WireTypes.MARKET_EVENT)
                                            .uid("slow")
                                            .setParallelism(1));
            RunDigests.attach(streams, scratch.resolve(ReplayScene.DIGESTS));
            JobClient job = env.executeAsync("golden");
            assertThat(
                            Deadline.in(Duration.ofSeconds(60))
                                    .await(() -> Slow.PASSED.get() > BARS / 2))
                    .isTrue();
            GOLDEN.write(job, scratch);
        }
        Path whole = folder.resolve("whole");
        run(1, new Configuration(), whole, streams -> {});
        GOLDEN.expect(ReplayOutcome.digests(whole));
    }

    private static void run(int parallelism, Configuration more, Path out, Change change)
            throws Exception {
        Files.createDirectories(out);
        // the file's length is state too: the header was there when the savepoint was taken
        Files.writeString(out.resolve(ReplayScene.DIGESTS), "stream,key,records,sha256\n");
        try (StreamExecutionEnvironment env = ReplayScene.environment(parallelism, more)) {
            ReplayStreams streams = scene.assembled(env, events -> events);
            RunDigests.attach(streams, out.resolve(ReplayScene.DIGESTS));
            change.to(streams);
            env.execute("golden");
        }
    }

    /** Takes its time in the second half, so that there is a middle to stop in. */
    private static final class Slow implements MapFunction<MarketEvent, MarketEvent> {

        private static final long serialVersionUID = 1L;
        static final AtomicLong PASSED = new AtomicLong();

        @Override
        public MarketEvent map(MarketEvent event) {
            if (PASSED.incrementAndGet() > BARS / 2) {
                LockSupport.parkNanos(100_000_000);
            }
            return event;
        }
    }
}
