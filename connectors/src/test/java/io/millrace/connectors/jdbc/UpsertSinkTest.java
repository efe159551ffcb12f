package io.millrace.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Resolution;
import io.millrace.stack.postgres.EmbeddedDatabase;
import io.millrace.stack.postgres.Placement;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class UpsertSinkTest {

    private static final int BARS = 20_000;
    private static final BatchOptions IMPATIENT = new BatchOptions(500, 100, 2, 20);

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    @Test
    void theTableEqualsTheStreamAndStaysEqualWhenTheStreamIsRepeated() throws Exception {
        DatabaseAddress address = TestDatabase.migrated();
        for (int i = 0; i < 2; i++) {
            StreamExecutionEnvironment env = environment("none");
            env.setParallelism(2);
            env.fromSequence(0, BARS - 1)
                    .map(UpsertSinkTest::bar)
                    .sinkTo(UpsertSink.into(table(), address, BatchOptions.standard()));
            env.execute();

            assertThat(digest(address)).isEqualTo(expectedDigest());
        }
    }

    @Test
    void aRowThatIsRefusedFailsTheJobByNameAndTheOthersAreWritten() {
        DatabaseAddress address = TestDatabase.migrated();
        StreamExecutionEnvironment env = environment("none");
        env.setParallelism(1);
        env.fromSequence(0, 99)
                .map(i -> i == 37 ? tooLate() : bar(i))
                .sinkTo(UpsertSink.into(table(), address, BatchOptions.standard()));

        assertThatThrownBy(env::execute)
                .hasStackTraceContaining("market_raw_minute(symbol=LATE")
                .hasStackTraceContaining("timestamp out of range");
        assertThat(
                        TestDatabase.value(
                                address,
                                "select count(*) from market_raw_minute where ts <= '"
                                        + Instant.ofEpochMilli(bar(36).endMillis())
                                        + "'"))
                .isEqualTo("37");
    }

    @Test
    void aTableThatIsMissingFailsTheJobAtOnce() {
        DatabaseAddress address = TestDatabase.empty();
        StreamExecutionEnvironment env = environment("none");
        env.fromSequence(0, 99)
                .map(UpsertSinkTest::bar)
                .sinkTo(UpsertSink.into(table(), address, BatchOptions.standard()));

        assertThatThrownBy(env::execute)
                .hasStackTraceContaining("relation \"market_raw_minute\" does not exist [42P01]")
                .hasStackTraceContaining("expected: a table that this program's migrations made");
    }

    @Test
    void aDatabaseThatGoesAwayInTheMiddleLosesNothingAndKillsNoTaskManager(
            @TempDir Path data, @InjectMiniCluster MiniCluster cluster) throws Exception {
        Placement placement = Placement.in(data.resolve("pg"));
        EmbeddedDatabase first = EmbeddedDatabase.start(placement);
        DatabaseAddress address = TestDatabase.address(first);
        Migrations.apply(address);
        Outage.reset();
        StreamExecutionEnvironment env = environment("fixed-delay");
        env.setParallelism(1);
        env.enableCheckpointing(50);
        env.fromSequence(0, BARS - 1)
                .map(new Outage())
                .sinkTo(UpsertSink.into(table(), address, IMPATIENT));
        JobClient job = env.executeAsync();
        await(Outage.REACHED);
        first.close();
        Outage.GONE.countDown();

        await(Outage.RESTARTED);
        EmbeddedDatabase second = EmbeddedDatabase.start(placement.onPort(first.port()));
        try {
            job.getJobExecutionResult().get(60, TimeUnit.SECONDS);

            assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.FINISHED);
            assertThat(digest(address)).isEqualTo(expectedDigest());
            assertThat(cluster.requestClusterOverview().get().getNumTaskManagersConnected())
                    .isEqualTo(1);
        } finally {
            second.close();
        }
    }

    /** Stops the stream half way until the database is gone, and counts the restarts after that. */
    private static final class Outage extends RichMapFunction<Long, Bar> {
        private static final long serialVersionUID = 1L;
        private static final int RESTARTS = 3;
        static CountDownLatch REACHED = new CountDownLatch(1);
        static CountDownLatch GONE = new CountDownLatch(1);
        static CountDownLatch RESTARTED = new CountDownLatch(1);
        private static final AtomicInteger OPENED = new AtomicInteger();

        static void reset() {
            REACHED = new CountDownLatch(1);
            GONE = new CountDownLatch(1);
            RESTARTED = new CountDownLatch(1);
            OPENED.set(0);
        }

        @Override
        public void open(OpenContext context) {
            if (OPENED.incrementAndGet() > RESTARTS) {
                RESTARTED.countDown();
            }
        }

        @Override
        public Bar map(Long i) throws Exception {
            if (i == BARS / 2) {
                REACHED.countDown();
                await(GONE);
            }
            return bar(i);
        }
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    }

    private static StreamExecutionEnvironment environment(String restart) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, restart);
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(50));
        return StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    }

    private static Table<Bar> table() {
        return MarketTables.bars("tape", Resolution.MINUTE);
    }

    private static Bar bar(long i) {
        long start = 1_700_000_000_000L + i * 60_000;
        return new Bar("S" + i % 50, start, start + 60_000, i, i + 1.5, i, i + 0.25, i * 7);
    }

    private static Bar tooLate() {
        return new Bar("LATE", Long.MAX_VALUE / 2, Long.MAX_VALUE / 2 + 60_000, 1, 1, 1, 1, 1);
    }

    private static List<String> digest(DatabaseAddress address) {
        return TestDatabase.column(
                address,
                "select concat_ws(' ', symbol, (extract(epoch from ts) * 1000)::bigint, open, high,"
                        + " close, volume) from market_raw_minute order by ts");
    }

    private static List<String> expectedDigest() {
        return LongStream.range(0, BARS)
                .mapToObj(
                        i ->
                                String.join(
                                        " ",
                                        "S" + i % 50,
                                        String.valueOf(1_700_000_060_000L + i * 60_000),
                                        String.valueOf(i),
                                        i + 1 + ".5",
                                        i + ".25",
                                        String.valueOf(i * 7)))
                .toList();
    }
}
