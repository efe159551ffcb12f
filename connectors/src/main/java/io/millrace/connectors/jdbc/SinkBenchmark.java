package io.millrace.connectors.jdbc;

import io.millrace.domain.market.Bar;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * How many bars a second reach the database: this program's sink against COPY, rewritten JDBC
 * batches and single rows, taking turns on the same server.
 *
 * <p>No rate counts before the tables that the contenders leave behind are equal.
 */
public final class SinkBenchmark {

    /** What every rate is compared with. */
    static final String SINK = "upsert_sink";

    private final DatabaseAddress address;
    private final Plan plan;

    /**
     * How much is written.
     *
     * @param rows rows per turn
     * @param singleRows rows per turn of the contender that writes them one by one
     * @param repetitions turns of each contender; the first ones warm up and are not counted
     * @param warmUps how many
     */
    public record Plan(int rows, int singleRows, int repetitions, int warmUps) {

        /** Half a minute or so. */
        public static Plan standard() {
            return new Plan(300_000, 5_000, 7, 2);
        }
    }

    @FunctionalInterface
    private interface Contender {
        /** Writes so many rows and says how many nanoseconds it took. */
        long write(int rows) throws Exception;
    }

    private SinkBenchmark(DatabaseAddress address, Plan plan) {
        this.address = address;
        this.plan = plan;
    }

    /**
     * Measures, on a database with this program's schema whose market_raw_minute may be emptied.
     *
     * @return the result as JSON
     * @throws IllegalStateException when the contenders do not leave equal tables behind
     */
    public static String run(DatabaseAddress address, Plan plan) throws Exception {
        return new SinkBenchmark(address, plan).measure();
    }

    private String measure() throws Exception {
        Map<String, Contender> contenders = new LinkedHashMap<>();
        contenders.put(SINK, rows -> sink(rows, 1));
        contenders.put(SINK + "_2_writers", rows -> sink(rows, 2));
        contenders.put("copy", rows -> timed(() -> BenchmarkedWriters.copy(address, rows)));
        contenders.put(
                "rewritten_jdbc_batches",
                rows -> timed(() -> BenchmarkedWriters.rewrittenBatches(address, rows)));
        contenders.put(
                "single_rows", rows -> timed(() -> BenchmarkedWriters.singleRows(address, rows)));
        double loadBefore = load();
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        for (int turn = -plan.warmUps(); turn < plan.repetitions(); turn++) {
            for (Map.Entry<String, Contender> one : contenders.entrySet()) {
                double rate = turn(one.getKey(), one.getValue());
                if (turn >= 0) {
                    rates.computeIfAbsent(one.getKey(), name -> new ArrayList<>()).add(rate);
                }
            }
        }
        return json(rates, loadBefore);
    }

    private double turn(String name, Contender contender) throws Exception {
        int rows = name.startsWith("single") ? plan.singleRows() : plan.rows();
        query("truncate " + BenchmarkedWriters.TABLE);
        long nanos = contender.write(rows);
        String actual = contents();
        query("truncate " + BenchmarkedWriters.TABLE);
        BenchmarkedWriters.rewrittenBatches(address, rows);
        if (!actual.equals(contents())) {
            throw new IllegalStateException(
                    name + ": " + actual + " (expected: " + contents() + ")");
        }
        return rows * 1e9 / nanos;
    }

    private long sink(int rows, int writers) throws Exception {
        BenchmarkedSink.reset();
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(writers);
        env.getConfig().enableObjectReuse();
        env.fromSequence(0, rows - 1L)
                .map(BenchmarkedWriters::bar)
                .returns(Bar.class)
                .sinkTo(
                        new BenchmarkedSink<>(
                                UpsertSink.into(
                                        BenchmarkedWriters.table(),
                                        address,
                                        BatchOptions.standard())));
        env.execute("bench sink");
        return BenchmarkedSink.elapsedNanos();
    }

    private interface Writing {
        void run() throws SQLException;
    }

    private static long timed(Writing writing) throws SQLException {
        long start = System.nanoTime();
        writing.run();
        return System.nanoTime() - start;
    }

    private String contents() throws SQLException {
        return query(
                "select count(*) || ' rows, checksum ' || coalesce(sum(hashtextextended(t::text,"
                        + " 0)), 0) from "
                        + BenchmarkedWriters.TABLE
                        + " as t");
    }

    private String query(String command) throws SQLException {
        try (Connection connection = address.connect();
                Statement statement = connection.createStatement()) {
            if (statement.execute(command)) {
                try (ResultSet row = statement.getResultSet()) {
                    row.next();
                    return row.getString(1);
                }
            }
            return "";
        }
    }

    private String json(Map<String, List<Double>> rates, double loadBefore) throws SQLException {
        Json contenders = Json.object();
        Json ratios = Json.object();
        double sink = median(rates.getOrDefault(SINK, List.of()));
        double two = median(rates.getOrDefault(SINK + "_2_writers", List.of()));
        rates.forEach(
                (name, all) -> {
                    contenders.put(
                            name,
                            Json.object()
                                    .put("median_rows_per_second", median(all))
                                    .put(
                                            "min_rows_per_second",
                                            all.stream().min(Double::compare).orElse(Double.NaN))
                                    .put("all", Json.numbers(all)));
                    ratios.put("sink_to_" + name, sink / median(all));
                    ratios.put("two_writers_to_" + name, two / median(all));
                });
        return Json.object()
                        .put("benchmark", "sink")
                        .put("rows_per_turn", (double) plan.rows())
                        .put("single_rows_per_turn", (double) plan.singleRows())
                        .put("turns", (double) plan.repetitions())
                        .put("batch_rows", (double) BatchOptions.standard().rows())
                        .put("connections", "one per writer; one for every other contender")
                        .put("equality_gate", "passed: every table equal by count and checksum")
                        .put("contenders", contenders)
                        .put("median_ratios", ratios)
                        .put("machine", machine(loadBefore))
                        .put("versions", versions())
                + "\n";
    }

    private static Json machine(double loadBefore) {
        int processors = Runtime.getRuntime().availableProcessors();
        return Json.object()
                .put("processors", (double) processors)
                // others took part of the machine: such a run says little about absolute rates
                .put("busy_at_start", loadBefore > processors / 2.0)
                .put("load_before", loadBefore)
                .put("load_after", load())
                .put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    }

    private Json versions() throws SQLException {
        return Json.object()
                .put("postgresql", query("show server_version"))
                .put("fsync", query("show fsync"))
                .put("synchronous_commit", query("show synchronous_commit"))
                .put("jdbc_driver", driverVersion())
                .put("flink", EnvironmentInformation.getVersion())
                .put("java", Runtime.version().toString());
    }

    private String driverVersion() throws SQLException {
        try (Connection connection = address.connect()) {
            return connection.getMetaData().getDriverVersion();
        }
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        if (sorted.isEmpty()) {
            return Double.NaN;
        }
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
