package io.millrace.flink.job;

import io.millrace.connectors.feed.Feed;
import io.millrace.connectors.feed.FeedBatch;
import io.millrace.connectors.feed.FeedOutput;
import io.millrace.connectors.feed.FeedSession;
import io.millrace.domain.broker.BrokerAnswer;
import io.millrace.domain.broker.BrokerReport;
import io.millrace.domain.broker.BrokerSnapshot;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.live.AccountInput;
import io.millrace.domain.market.Bar;
import io.millrace.flink.account.Judged;
import io.millrace.flink.execution.FakeBroker;
import io.millrace.flink.execution.WayBack;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Everything outside of a live job under test, in the JVM that it shares with it. */
final class LiveWorld {

    private static final Map<String, LiveWorld> WORLDS = new ConcurrentHashMap<>();
    private static final long BEAT_MILLIS = 5;

    final FakeBroker broker = new FakeBroker("100000");
    final Map<UUID, Judged> judged = new ConcurrentHashMap<>();
    final ConcurrentLinkedQueue<BrokerReport> reports = new ConcurrentLinkedQueue<>();
    final BlockingQueue<BrokerAnswer> answers = new ArrayBlockingQueue<>(10_000);
    final CountDownLatch reconciled = new CountDownLatch(1);
    private volatile boolean over;

    private LiveWorld() {
        broker.reportTo(reports::add);
    }

    static LiveWorld fresh(String name) {
        LiveWorld world = new LiveWorld();
        WORLDS.put(name, world);
        return world;
    }

    static LiveWorld of(String name) {
        LiveWorld world = WORLDS.get(name);
        if (world == null) {
            throw new IllegalStateException(name);
        }
        return world;
    }

    void end() {
        over = true;
    }

    /** The broker's clock follows what the account has seen, its prices the tape. */
    void saw(Judged one) {
        Decision decision = one.decision();
        judged.put(decision.id(), one);
        broker.at(decision.atMillis());
    }

    void saw(Bar bar) {
        broker.at(bar.startMillis());
        broker.priced(bar.symbol(), BigDecimal.valueOf(bar.close()));
    }

    /** What the broker tells without being asked, and the time. */
    record BrokerFeed(String world) implements Feed<AccountInput> {

        @Override
        public FeedSession open(@Nullable String position, FeedOutput<AccountInput> output) {
            return new Session(LiveWorld.of(world), output, Voice.BROKER);
        }
    }

    /** What comes back from the end of the job. */
    record AnswerFeed(String world) implements Feed<AccountInput> {

        @Override
        public FeedSession open(@Nullable String position, FeedOutput<AccountInput> output) {
            return new Session(LiveWorld.of(world), output, Voice.ANSWERS);
        }
    }

    /** Nobody wants anything. */
    record SilentFeed(String world) implements Feed<AccountInput> {

        @Override
        public FeedSession open(@Nullable String position, FeedOutput<AccountInput> output) {
            return new Session(LiveWorld.of(world), output, Voice.NOBODY);
        }
    }

    /** The other end of the answers' feed. */
    record Answers(String world) implements WayBack<BrokerAnswer> {

        @Override
        public End<BrokerAnswer> open() {
            LiveWorld mine = LiveWorld.of(world);
            mine.answers.clear();
            return new End<>() {
                @Override
                public void send(BrokerAnswer value) {
                    mine.answers.add(value);
                }

                @Override
                public void close() {}
            };
        }
    }

    /** Nobody listens: the broker's feed compares all the time. */
    record NoSnapshots() implements WayBack<Long> {

        @Override
        public End<Long> open() {
            return new End<>() {
                @Override
                public void send(Long value) {}

                @Override
                public void close() {}
            };
        }
    }

    private enum Voice {
        BROKER,
        ANSWERS,
        NOBODY
    }

    private record Session(LiveWorld world, FeedOutput<AccountInput> output, Voice voice)
            implements FeedSession {

        @Override
        public void run() throws Exception {
            while (!world.over) {
                List<AccountInput> heard =
                        switch (voice) {
                            case BROKER -> books();
                            case ANSWERS -> answered();
                            case NOBODY -> nothing();
                        };
                for (AccountInput input : heard) {
                    output.hand(FeedBatch.of(input, input.atMillis(), null));
                }
            }
        }

        private List<AccountInput> answered() throws InterruptedException {
            BrokerAnswer answer = world.answers.poll(BEAT_MILLIS, TimeUnit.MILLISECONDS);
            return answer == null
                    ? List.of()
                    : List.of(AccountInput.answered(answer, System.currentTimeMillis()));
        }

        private static List<AccountInput> nothing() throws InterruptedException {
            TimeUnit.MILLISECONDS.sleep(BEAT_MILLIS);
            return List.of();
        }

        /** Reports first, so that no fill of the snapshot is news. */
        private List<AccountInput> books() throws IOException, InterruptedException {
            TimeUnit.MILLISECONDS.sleep(BEAT_MILLIS);
            long wall = System.currentTimeMillis();
            List<AccountInput> heard = new ArrayList<>();
            synchronized (world.broker) {
                for (BrokerReport one = world.reports.poll();
                        one != null;
                        one = world.reports.poll()) {
                    heard.add(AccountInput.reported(one, wall));
                }
                BrokerSnapshot snapshot = world.broker.snapshot();
                heard.add(AccountInput.snapshot(snapshot, wall));
                heard.add(AccountInput.signal(AccountInput.Kind.TICK, snapshot.atMillis(), wall));
            }
            return heard;
        }

        @Override
        public void close() {}
    }
}
