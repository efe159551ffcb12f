package io.millrace.flink.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connectors.control.ControlFolder;
import io.millrace.connectors.feed.FeedSource;
import io.millrace.domain.config.Settings;
import io.millrace.domain.ensemble.Action;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.live.AccountInput;
import io.millrace.domain.live.LiveSettings;
import io.millrace.domain.market.MarketEvent;
import io.millrace.domain.order.ClientOrderId;
import io.millrace.domain.order.Leg;
import io.millrace.domain.order.OrderRequest;
import io.millrace.flink.account.Judged;
import io.millrace.flink.account.LiveAccountSettings;
import io.millrace.flink.account.LiveStatus;
import io.millrace.flink.execution.FakeBroker;
import io.millrace.flink.execution.GateSettings;
import io.millrace.flink.output.RunDigests;
import io.millrace.flink.output.RunFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LiveJobTest {

    private static final long NANOS_PER_EVENT = 700_000;
    private static final String DIGESTS = "digests.csv";

    @TempDir private static Path folder;
    private static ReplayScene scene;
    private static ReplayOutcome replayed;
    private static int decisions;

    @BeforeAll
    static void replay() throws Exception {
        scene = ReplayScene.synthetic(folder.resolve("tape"), 3, 2);
        replayed = scene.run(1, folder.resolve("replayed"));
        decisions = replayed.lines(RunFiles.DECISIONS).size();
    }

    @Test
    void aBrokerThatLosesAnswersAndAJobThatFailsMakeNoOrderTwiceAndLoseNone() throws Exception {
        LiveWorld world = LiveWorld.fresh("failing");
        Set<String> lost = ConcurrentHashMap.newKeySet();
        world.broker.failing(
                request ->
                        request.request().kind() == OrderRequest.Kind.SUBMIT
                                        && request.request().clientOrderId().charAt(0) < '4'
                                        && lost.add(request.request().clientOrderId())
                                ? FakeBroker.Fault.ANSWER_LOST
                                : FakeBroker.Fault.NONE);
        Configuration recovering = new Configuration();
        recovering.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
        recovering.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        recovering.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
        recovering.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));

        Path out = run("failing", recovering, decisions / 3L);

        FailsOnce.Incident incident = FailsOnce.incident("live-failing");
        assertThat(incident.restoredAt()).isBetween(1L, incident.failedAt() - 1);
        assertThat(lost).isNotEmpty();
        Set<String> approved = new HashSet<>();
        for (Judged judged : world.judged.values()) {
            if (isApproved(judged)) {
                approved.add(entryOf(judged.decision()));
            }
        }
        assertThat(approved).hasSizeGreaterThan(5);
        Map<String, Integer> submissions = world.broker.submissions();
        assertThat(submissions).containsKeys(approved.toArray(String[]::new));
        assertThat(submissions.values()).containsOnly(1);
        assertThat(digest(out, "decisions")).isEqualTo(replayed.digests().get("decisions"));
        assertThat(lines(out.resolve(RunFiles.DECISIONS)).stream().map(LiveJobTest::decided))
                .isEqualTo(
                        replayed.lines(RunFiles.DECISIONS).stream()
                                .map(LiveJobTest::decided)
                                .toList());
    }

    @Test
    void theKillFileStopsEntriesAtOnceAndLetsExitsThrough() throws Exception {
        LiveWorld world = LiveWorld.fresh("killed");
        Path kill = control("killed").path().resolve("kill");
        Files.createDirectories(control("killed").path());
        Set<String> entered = ConcurrentHashMap.newKeySet();
        Set<String> left = ConcurrentHashMap.newKeySet();
        world.broker.failing(
                request -> {
                    if (request.request().kind() == OrderRequest.Kind.SUBMIT) {
                        Leg leg = request.request().orders().get(0).leg();
                        boolean killed = Files.exists(kill);
                        if (leg == Leg.ENTRY && killed) {
                            entered.add(request.request().clientOrderId());
                        } else if (leg == Leg.EXIT && killed) {
                            left.add(request.request().clientOrderId());
                        } else if (leg == Leg.ENTRY && world.broker.submissions().size() >= 2) {
                            touch(kill);
                        }
                    }
                    return FakeBroker.Fault.NONE;
                });

        run("killed", new Configuration(), Long.MAX_VALUE);

        assertThat(kill).exists();
        assertThat(entered).isEmpty();
        assertThat(left).isNotEmpty();
    }

    @Test
    void theOperatorsThatTalkBackShareASlotAndNoSinkIsChainedToThem() {
        StreamExecutionEnvironment env = ReplayScene.environment(2, new Configuration());
        LiveStreams streams = assembled(env, "graph", events -> events);
        RunFiles.attach(streams.run(), folder);
        RunDigests.attach(streams.run(), folder.resolve(DIGESTS));
        streams.execution().completed().sinkTo(new DiscardingSink<>()).uid("completed");

        Iterable<JobVertex> vertices = env.getStreamGraph().getJobGraph().getVertices();

        assertThat(vertices)
                .filteredOn(vertex -> vertex.getCoLocationGroup() != null)
                .extracting(JobVertex::getName)
                .anyMatch(name -> name.contains("account"))
                .anyMatch(name -> name.contains("execution"))
                .anyMatch(name -> name.contains("answers"));
        assertThat(vertices).extracting(JobVertex::getName).contains("account", "execution");
    }

    @Test
    void everyOperatorOfTheReleaseIsStillThereUnderItsName() throws Exception {
        ReleasedNames released = new ReleasedNames("live");
        StreamExecutionEnvironment env = ReplayScene.environment(1, new Configuration());
        assembled(env, "names", events -> events);
        StreamExecutionEnvironment changed = ReplayScene.environment(1, new Configuration());
        LiveStreams renamed = assembled(changed, "renamed", events -> events);
        renamed.account().account().judged().getTransformation().setUid("another");

        StreamGraph graph = env.getStreamGraph();
        released.keptIfWanted(graph).areIn(graph);

        assertThatThrownBy(() -> released.areIn(changed.getStreamGraph()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("released job live", "[account]", "docs/state.md");
    }

    private static Path run(String name, Configuration more, long failAfter) throws Exception {
        LiveWorld world = LiveWorld.of(name);
        world.broker.at(ReplayOutcome.instantOf(replayed.lines(RunFiles.DECISIONS).get(0)));
        Path out = Files.createDirectories(folder.resolve(name));
        try (StreamExecutionEnvironment env = ReplayScene.environment(1, more)) {
            LiveStreams streams =
                    assembled(
                            env,
                            name,
                            events ->
                                    failAfter == Long.MAX_VALUE
                                            ? events
                                            : events.map(new FailsOnce("live-" + name, failAfter))
                                                    .uid("fails-once")
                                                    .setParallelism(1));
            RunFiles.attach(streams.run(), out);
            RunDigests.attach(streams.run(), out.resolve(DIGESTS));
            streams.run()
                    .account()
                    .judged()
                    .map(
                            judged -> {
                                LiveWorld.of(name).saw(judged);
                                return judged;
                            })
                    .returns(Judged.class)
                    .uid("saw")
                    .sinkTo(new DiscardingSink<>())
                    .uid("seen");
            streams.account()
                    .status()
                    .map(
                            status -> {
                                if (status.reconciled()) {
                                    LiveWorld.of(name).reconciled.countDown();
                                }
                                return status;
                            })
                    .returns(LiveStatus.class)
                    .uid("stands")
                    .sinkTo(new DiscardingSink<>())
                    .uid("stood");
            JobClient job = env.executeAsync("live");
            while (!job.getJobExecutionResult().isDone()
                    && (world.judged.size() < decisions || !isSettled(world, name))) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            world.end();
            job.getJobExecutionResult().get(60, TimeUnit.SECONDS);
        }
        return out;
    }

    /** Whether everything approved has reached the broker, or may not any more. */
    private static boolean isSettled(LiveWorld world, String name) {
        if (control(name).isKilled()) {
            return true;
        }
        Map<String, Integer> submissions = world.broker.submissions();
        return world.judged.values().stream()
                .filter(LiveJobTest::isApproved)
                .allMatch(judged -> submissions.containsKey(entryOf(judged.decision())));
    }

    private static LiveStreams assembled(
            StreamExecutionEnvironment env, String name, ReplayScene.Inlet inlet) {
        DataStream<MarketEvent> tape =
                scene.events(env)
                        .map(
                                event -> {
                                    LiveWorld.of(name).reconciled.await();
                                    LockSupport.parkNanos(NANOS_PER_EVENT);
                                    LiveWorld.of(name).saw(event.requireBar());
                                    return event;
                                })
                        .returns(MarketEvent.class)
                        .uid("paced")
                        .setParallelism(1);
        Settings settings =
                new Settings(Map.of("live.feed-silence", "30d", "live.circuit.failures", "100000"));
        LiveSettings live = LiveSettings.from(settings, 60_000);
        settings.finish();
        return LiveJob.assemble(
                new LiveFeeds(
                        inlet.apply(tape),
                        TapeForm.BARS,
                        source(env, "broker", new LiveWorld.BrokerFeed(name)),
                        source(env, "commands", new LiveWorld.SilentFeed(name)),
                        source(env, "answers", new LiveWorld.AnswerFeed(name))),
                scene.strategy(),
                scene.extras(),
                new LiveAccountSettings(
                        scene.strategy().account(),
                        scene.strategy().market(),
                        live,
                        folder.resolve(name + ".journal").toString(),
                        0,
                        (input, step) -> List.of(),
                        new LiveWorld.NoSnapshots()),
                new LiveBroker(
                        () -> LiveWorld.of(name).broker,
                        new GateSettings(false, true, 30L * 86_400_000, control(name)),
                        new LiveWorld.Answers(name)));
    }

    private static DataStream<AccountInput> source(
            StreamExecutionEnvironment env,
            String name,
            io.millrace.connectors.feed.Feed<AccountInput> feed) {
        return env.fromSource(
                        FeedSource.of(name, feed).withoutTime(),
                        WatermarkStrategy.noWatermarks(),
                        name,
                        TypeInformation.of(AccountInput.class))
                .uid(name)
                .setParallelism(1);
    }

    private static ControlFolder control(String name) {
        return ControlFolder.of(folder.resolve("home"), name);
    }

    private static void touch(Path file) {
        try {
            Files.createFile(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static boolean isApproved(Judged judged) {
        return judged.decision().action() == Action.BUY
                && judged.risk() != null
                && judged.risk().approved();
    }

    private static String entryOf(Decision decision) {
        return ClientOrderId.of(
                scene.strategy().account().id(),
                scene.strategy().account().strategy(),
                decision.symbol(),
                decision.atMillis(),
                Leg.ENTRY,
                0);
    }

    /** What the strategy decided; what the account made of it depends on the broker. */
    private static String decided(String line) {
        String[] fields = line.split(",", -1);
        return fields[0] + " " + fields[1] + " " + fields[3] + " " + fields[4];
    }

    private static List<String> lines(Path file) throws Exception {
        return Files.readAllLines(file).stream().skip(1).toList();
    }

    private static String digest(Path out, String stream) throws Exception {
        return ReplayOutcome.digests(out).getOrDefault(stream, "none");
    }
}
