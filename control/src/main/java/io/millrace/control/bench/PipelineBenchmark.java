package io.millrace.control.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.millrace.connectors.files.Tape;
import io.millrace.connectors.files.TapeCatalog;
import io.millrace.connectors.files.TapeFilter;
import io.millrace.connectors.files.TapeOptions;
import io.millrace.connectors.files.TapeRequest;
import io.millrace.connectors.files.TapeSource;
import io.millrace.connectors.files.synthetic.SyntheticTape;
import io.millrace.connectors.files.synthetic.SyntheticTapeSpec;
import io.millrace.control.ProductVersion;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.MarketEvent;
import io.millrace.domain.market.Resolution;
import io.millrace.domain.strategy.StrategySettings;
import io.millrace.flink.feature.ExtraFeatures;
import io.millrace.flink.job.JobDefaults;
import io.millrace.flink.job.ReplayJob;
import io.millrace.flink.job.TapeForm;
import io.millrace.flink.wire.WireTypes;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The graph against a pass-through over the same tape: same source, same key, same sink. Runs
 * alternate; steady state begins after a quarter of the tape.
 */
final class PipelineBenchmark {

    private static final int BARS_PER_SESSION = 388;
    private static final int LOOKS_AT_THE_HEAP = 20;

    private final Plan plan;
    private final PrintStream terminal;

    PipelineBenchmark(Plan plan, PrintStream terminal) {
        this.plan = plan;
        this.terminal = terminal;
    }

    /** How much is measured. */
    record Plan(long bars, int symbols, int rounds, int parallelism) {

        int days() {
            return (int) Math.max(1, bars / ((long) symbols * BARS_PER_SESSION));
        }
    }

    /** One way from the source to the sink. */
    private interface Contender {
        void attach(DataStream<MarketEvent> tape, Lap lap);
    }

    String run() throws Exception {
        Path folder = Files.createTempDirectory("millrace-bench-");
        try {
            SyntheticTapeSpec spec = SyntheticTapeSpec.numbered(plan.symbols(), plan.days(), 7);
            long bars = SyntheticTape.write(spec, folder.resolve("tape"), written -> {});
            Tape tape =
                    TapeCatalog.resolve(
                            new TapeRequest(
                                    List.of(folder.resolve("tape")),
                                    TapeFilter.ALL,
                                    Resolution.MINUTE,
                                    Market.XNYS));
            return measured(tape, bars);
        } finally {
            delete(folder);
        }
    }

    private String measured(Tape tape, long bars) throws Exception {
        double loadBefore = load();
        List<Lap.Reading> passThrough = new ArrayList<>();
        List<Lap.Reading> graph = new ArrayList<>();
        for (int round = 0; round < plan.rounds(); round++) {
            passThrough.add(lap("pass-through", round, bars, tape, PipelineBenchmark::passThrough));
            graph.add(lap("graph", round, bars, tape, PipelineBenchmark::graph));
        }
        requireSameWork(passThrough, graph, bars);
        return json(bars, passThrough, graph, loadBefore);
    }

    private Lap.Reading lap(String name, int round, long bars, Tape tape, Contender contender)
            throws Exception {
        long steadyFrom = bars / 4;
        Lap lap = new Lap(name + round, steadyFrom, Math.max(1, bars / LOOKS_AT_THE_HEAP));
        try (StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(
                        plan.parallelism(), JobDefaults.configuration())) {
            contender.attach(source(env, tape), lap);
            env.execute(name);
        }
        Lap.Reading reading = lap.taken().from(steadyFrom);
        terminal.printf(
                "%-12s round %d: %,.0f bars/s, %.2f us of processor time per bar%n",
                name, round + 1, reading.perSecond(), reading.cpuMicros());
        return reading;
    }

    private static void passThrough(DataStream<MarketEvent> tape, Lap lap) {
        sink(
                tape.keyBy(MarketEvent::symbol)
                        .process(new PassThrough())
                        .name("pass-through")
                        .uid("pass-through"),
                lap);
    }

    private static void graph(DataStream<MarketEvent> tape, Lap lap) {
        sink(
                ReplayJob.assemble(
                                tape,
                                TapeForm.BARS,
                                StrategySettings.standard(Resolution.MINUTE),
                                ExtraFeatures.none(),
                                true)
                        .account()
                        .judged(),
                lap);
    }

    private static <T> void sink(DataStream<T> records, Lap lap) {
        records.sinkTo(new LapSink<>(lap)).name("sink").uid("sink").setParallelism(1);
    }

    private DataStream<MarketEvent> source(StreamExecutionEnvironment env, Tape tape) {
        return env.fromSource(
                        new TapeSource(tape, TapeOptions.standard()),
                        WatermarkStrategy.noWatermarks(),
                        "tape",
                        WireTypes.MARKET_EVENT)
                .uid("tape")
                .setParallelism(1);
    }

    /** Every bar comes out of both, or the comparison means nothing. */
    private static void requireSameWork(
            List<Lap.Reading> passThrough, List<Lap.Reading> graph, long bars) {
        Stream.concat(passThrough.stream(), graph.stream())
                .forEach(
                        reading -> {
                            if (reading.records() != bars) {
                                throw new IllegalStateException(
                                        "records: "
                                                + reading.records()
                                                + " (expected: one per bar, "
                                                + bars
                                                + ")");
                            }
                        });
    }

    private String json(
            long bars, List<Lap.Reading> passThrough, List<Lap.Reading> graph, double loadBefore)
            throws IOException {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("benchmark", "pipeline");
        report.put("millrace", ProductVersion.MILLRACE);
        report.put("flink", ProductVersion.flink());
        report.put("java", Runtime.version().toString());
        report.put("processors", Runtime.getRuntime().availableProcessors());
        report.put("max_heap_bytes", Runtime.getRuntime().maxMemory());
        report.put("load_before", loadBefore);
        report.put("load_after", load());
        report.put("bars", bars);
        report.put("symbols", plan.symbols());
        report.put("parallelism", plan.parallelism());
        report.put("steady_state_from_bar", bars / 4);
        report.put("pass_through", contender(passThrough));
        report.put("graph", contender(graph));
        report.put(
                "graph_share_of_pass_through_throughput",
                median(graph, Lap.Reading::perSecond)
                        / median(passThrough, Lap.Reading::perSecond));
        report.put("graph_bars_per_second_per_core", 1e6 / median(graph, Lap.Reading::cpuMicros));
        report.put("graph_heap_after_collection", heap(graph.get(graph.size() - 1)));
        return new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValueAsString(report);
    }

    private static Map<String, Object> contender(List<Lap.Reading> readings) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("bars_per_second", readings.stream().map(Lap.Reading::perSecond).toList());
        told.put("bars_per_second_median", median(readings, Lap.Reading::perSecond));
        told.put("cpu_micros_per_bar", readings.stream().map(Lap.Reading::cpuMicros).toList());
        told.put("cpu_micros_per_bar_median", median(readings, Lap.Reading::cpuMicros));
        return told;
    }

    private static List<Map<String, Long>> heap(Lap.Reading reading) {
        return reading.heap().stream()
                .map(look -> Map.of("bars", look[0], "live_bytes", look[1]))
                .toList();
    }

    private static double median(List<Lap.Reading> readings, ToDoubleFunction<Lap.Reading> of) {
        double[] sorted = readings.stream().mapToDouble(of).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Hands every bar on, as the cheapest keyed operator that there is. */
    private static final class PassThrough extends KeyedProcessFunction<String, MarketEvent, Bar> {

        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(MarketEvent event, Context context, Collector<Bar> out) {
            out.collect(event.requireBar());
        }
    }
}
