package io.millrace.flink.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.jdbc.BatchOptions;
import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.connectors.jdbc.Migrations;
import io.millrace.connectors.jdbc.RunScope;
import io.millrace.domain.alpha.AlphaName;
import io.millrace.domain.alpha.Direction;
import io.millrace.domain.alpha.Insight;
import io.millrace.domain.audit.FailedMessage;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Resolution;
import io.millrace.domain.model.Prediction;
import io.millrace.domain.order.ExecutionEvent;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.Leg;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderEvent;
import io.millrace.domain.order.OrderStatus;
import io.millrace.domain.order.OrderType;
import io.millrace.domain.order.OrderUpdate;
import io.millrace.domain.order.Side;
import io.millrace.domain.order.TimeInForce;
import io.millrace.flink.job.JobDefaults;
import io.millrace.stack.postgres.EmbeddedDatabase;
import io.millrace.stack.postgres.Placement;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.CommonTestUtils;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class ArchiveStageTest {

    private static final long START = 1_700_000_000_000L;
    private static final int BARS = 60_000;
    private static final int ORDERS = 3_000;
    private static final RunScope SCOPE = new RunScope("live", "paper");
    private static final BatchOptions IMPATIENT = new BatchOptions(500, 50, 3, 20);
    private static final InMemoryReporter METRICS = InMemoryReporter.createWithRetainedMetrics();

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    () ->
                            new MiniClusterResourceConfiguration.Builder()
                                    .setConfiguration(
                                            METRICS.addToConfiguration(new Configuration()))
                                    .setNumberTaskManagers(1)
                                    .setNumberSlotsPerTaskManager(4)
                                    .build());

    @Test
    void everyRecordReachesItsTableHoweverOftenItComes() throws Exception {
        try (EmbeddedDatabase server = EmbeddedDatabase.start(Placement.temporary())) {
            DatabaseAddress address = address(server);
            Migrations.apply(address);
            List<String> once = new ArrayList<>();
            for (int run = 0; run < 2; run++) {
                StreamExecutionEnvironment env = environment();
                attach(env, address, ArchiveStageTest::withRepeats);
                env.execute();
                once.addAll(counts(address));
            }

            assertThat(once.subList(0, once.size() / 2))
                    .containsExactly(
                            "market_raw_minute " + BARS,
                            "alpha_signals " + BARS,
                            "predictions_tft " + 2 * ORDERS,
                            "orders " + ORDERS,
                            "order_events " + 2 * ORDERS,
                            "trades " + ORDERS,
                            "dlq_events " + ORDERS)
                    .isEqualTo(once.subList(once.size() / 2, once.size()));
            assertThat(bars(address)).isEqualTo(expectedBars());
            assertThat(
                            column(
                                    address,
                                    "select concat_ws(' ', client_order_id, quantity, price) from"
                                            + " trades order by ts limit 2"))
                    .containsExactly("order-0 1 100.25", "order-1 2 100.25");
            assertThat(
                            column(
                                    address,
                                    "select concat_ws(' ', original_topic,"
                                            + " convert_from(original_key, 'UTF8'),"
                                            + " encode(payload, 'hex'), error_class, message,"
                                            + " retries, line, code) from dlq_events order by line"
                                            + " limit 1"))
                    .containsExactly(
                            "market.raw AAPL 00ff00 java.io.IOException broken 2 0 java.io.IOException");
        }
    }

    @Test
    void aDatabaseThatGoesAwayTwiceUnderLoadLosesNothingAndRaisesTheAlarm(
            @TempDir Path data, @InjectMiniCluster MiniCluster cluster) throws Exception {
        Placement placement = Placement.in(data.resolve("pg"));
        EmbeddedDatabase server = EmbeddedDatabase.start(placement);
        DatabaseAddress address = address(server);
        Migrations.apply(address);
        Gate.reset();
        StreamExecutionEnvironment env = environment();
        env.enableCheckpointing(100);
        attach(env, address, ArchiveStageTest::gated);
        JobClient job = env.executeAsync();
        for (int outage = 0; outage < Gate.OUTAGES; outage++) {
            await(Gate.REACHED.get(outage));
            long retries = values(job.getJobID(), "database_retries_total").sum();
            server.close();
            awaitAlarm(job.getJobID(), retries);
            Gate.GONE.get(outage).countDown();
            server = EmbeddedDatabase.start(placement.onPort(server.port()));
        }
        try {
            job.getJobExecutionResult().get(120, TimeUnit.SECONDS);

            assertThat(bars(address)).isEqualTo(expectedBars());
            assertThat(counts(address))
                    .contains("order_events " + 2 * ORDERS, "dlq_events " + ORDERS);
            assertThat(cluster.requestClusterOverview().get().getNumTaskManagersConnected())
                    .isEqualTo(1);
            assertThat(values(job.getJobID(), "database_rows_written_total").sum())
                    .isGreaterThanOrEqualTo(BARS);
        } finally {
            server.close();
        }
    }

    /** What happens to the numbers between their source and the archive. */
    private interface Way extends FlatMapFunction<Long, Long> {}

    private static void attach(StreamExecutionEnvironment env, DatabaseAddress address, Way way) {
        DataStream<Long> numbers =
                env.fromSequence(0, BARS - 1L)
                        .name("numbers")
                        .uid("numbers")
                        .flatMap(way)
                        .returns(Long.class)
                        .name("way")
                        .uid("way");
        DataStream<Long> few = env.fromSequence(0, ORDERS - 1L).name("few").uid("few");
        ArchiveStage.into(address, SCOPE, IMPATIENT)
                .bars(
                        "market.raw",
                        each(numbers, "bars", ArchiveStageTest::bar, Bar.class),
                        "tape",
                        Resolution.MINUTE)
                .insights(
                        "alpha.signals",
                        each(numbers, "insights", ArchiveStageTest::insight, Insight.class))
                .predictions(
                        "predictions.tft",
                        each(few, "predictions", ArchiveStageTest::prediction, Prediction.class))
                .orders(
                        "execution.completed",
                        few.flatMap(
                                        (Long i, Collector<OrderUpdate> out) -> {
                                            out.collect(submitted(i));
                                            out.collect(filled(i));
                                            out.collect(submitted(i));
                                        })
                                .returns(OrderUpdate.class)
                                .name("updates")
                                .uid("updates"))
                .failures(
                        "dlq.failed",
                        each(few, "failures", ArchiveStageTest::failure, FailedMessage.class));
    }

    private static <T> DataStream<T> each(
            DataStream<Long> numbers, String name, MapFunction<Long, T> record, Class<T> type) {
        return numbers.map(record).returns(type).name(name).uid(name);
    }

    /** Every number, and after it one of long before once more. */
    private static void withRepeats(Long i, Collector<Long> out) {
        out.collect(i);
        out.collect(i / 2);
    }

    /** Says when the stream is well under way, and lets the end only pass once it was dark. */
    private static void gated(Long i, Collector<Long> out) throws InterruptedException {
        int share = BARS / 8;
        long place = i % (BARS / 2);
        int outage = i < BARS / 2 ? 0 : 1;
        if (place == share) {
            Gate.REACHED.get(outage).countDown();
        } else if (place == 3L * share) {
            await(Gate.GONE.get(outage));
        }
        out.collect(i);
    }

    /** What the stream and the test tell each other; they share this JVM. */
    private static final class Gate {
        static final int OUTAGES = 2;
        static final List<CountDownLatch> REACHED = new ArrayList<>();
        static final List<CountDownLatch> GONE = new ArrayList<>();

        static void reset() {
            REACHED.clear();
            GONE.clear();
            for (int i = 0; i < OUTAGES; i++) {
                REACHED.add(new CountDownLatch(1));
                GONE.add(new CountDownLatch(1));
            }
        }
    }

    private static StreamExecutionEnvironment environment() {
        Configuration configuration = JobDefaults.configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(50));
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(1);
        return env;
    }

    private static Bar bar(long i) {
        long start = START + i * 60_000;
        return new Bar("S" + i % 50, start, start + 60_000, i + 1, i + 2.5, i, i + 1.25, i * 7);
    }

    private static Insight insight(long i) {
        return new Insight(
                AlphaName.RSI, "S" + i % 50, START + i * 60_000, START + i, Direction.UP);
    }

    private static Prediction prediction(long i) {
        return new Prediction(
                "AAPL",
                START + i,
                List.of(
                        new Prediction.Horizon(30, -0.1, 0, 0.1),
                        new Prediction.Horizon(60, -0.2, 0.01, 0.2)),
                "v1",
                "0abc");
    }

    private static Order order(long i) {
        return new Order(
                "order-" + i,
                null,
                "AAPL",
                Side.BUY,
                Leg.ENTRY,
                OrderType.MARKET,
                TimeInForce.DAY,
                BigDecimal.valueOf(i + 1),
                null,
                null,
                START + i,
                "signal");
    }

    private static OrderUpdate submitted(long i) {
        return new OrderUpdate(
                "paper",
                order(i),
                OrderStatus.SUBMITTED,
                new ExecutionEvent("order-" + i, OrderEvent.SUBMIT, START + i, null, ""));
    }

    private static OrderUpdate filled(long i) {
        Fill fill =
                new Fill(
                        "order-" + i,
                        "AAPL",
                        Side.BUY,
                        BigDecimal.valueOf(i + 1),
                        new BigDecimal("100.25"),
                        BigDecimal.ZERO,
                        new BigDecimal("100.2"),
                        START + i + 1,
                        0);
        return new OrderUpdate(
                "paper",
                order(i),
                OrderStatus.FILLED,
                new ExecutionEvent("order-" + i, OrderEvent.FINAL_FILL, START + i + 1, fill, ""));
    }

    private static FailedMessage failure(long i) {
        return new FailedMessage(
                new UUID(7, i).toString(),
                "signals",
                "market.raw",
                "AAPL".getBytes(StandardCharsets.UTF_8),
                new byte[] {0, -1, (byte) i},
                i,
                null,
                null,
                "java.io.IOException",
                "broken",
                2,
                START,
                START + i);
    }

    private static List<String> counts(DatabaseAddress address) {
        List<String> counts = new ArrayList<>();
        for (String table :
                List.of(
                        "market_raw_minute",
                        "alpha_signals",
                        "predictions_tft",
                        "orders",
                        "order_events",
                        "trades",
                        "dlq_events")) {
            counts.add(table + " " + column(address, "select count(*) from " + table).get(0));
        }
        return counts;
    }

    private static List<String> bars(DatabaseAddress address) {
        return column(
                address,
                "select concat_ws(' ', symbol, (extract(epoch from ts) * 1000)::bigint, open, high,"
                        + " close, volume) from market_raw_minute order by ts");
    }

    private static List<String> expectedBars() {
        return LongStream.range(0, BARS)
                .mapToObj(
                        i ->
                                String.join(
                                        " ",
                                        "S" + i % 50,
                                        String.valueOf(START + 60_000 + i * 60_000),
                                        String.valueOf(i + 1),
                                        i + 2 + ".5",
                                        i + 1 + ".25",
                                        String.valueOf(i * 7)))
                .toList();
    }

    private static DatabaseAddress address(EmbeddedDatabase server) {
        return new DatabaseAddress(server.jdbcUrl(), server.user(), server.password());
    }

    private static List<String> column(DatabaseAddress address, String query) {
        List<String> values = new ArrayList<>();
        try (Connection connection = address.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        } catch (SQLException failure) {
            throw new AssertionError(query, failure);
        }
        return values;
    }

    /** Waits until a writer of this job has failed once more and raised its alarm. */
    private static void awaitAlarm(JobID job, long retriesBefore) throws Exception {
        CommonTestUtils.waitUntilCondition(
                () ->
                        values(job, "database_retries_total").sum() > retriesBefore
                                && values(job, "database_away").anyMatch(value -> value == 1));
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(90, TimeUnit.SECONDS)).isTrue();
    }

    private static LongStream values(JobID job, String metric) {
        return METRICS.findJobMetricGroups(job, metric).stream()
                .map(found -> found.f2)
                .mapToLong(
                        found ->
                                found instanceof Counter counter
                                        ? counter.getCount()
                                        : ((Number) ((Gauge<?>) found).getValue()).longValue());
    }
}
