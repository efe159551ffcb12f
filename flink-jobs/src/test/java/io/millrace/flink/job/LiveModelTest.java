package io.millrace.flink.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.csv.CsvSink;
import io.millrace.connectors.files.TapeFilter;
import io.millrace.connectors.inference.ServerConnector;
import io.millrace.domain.config.Settings;
import io.millrace.domain.market.Resolution;
import io.millrace.domain.model.Absence;
import io.millrace.domain.model.ModelPointer;
import io.millrace.domain.model.ModelRef;
import io.millrace.domain.strategy.StrategySettings;
import io.millrace.flink.alpha.AlphaStage;
import io.millrace.flink.ensemble.EnsembleStage;
import io.millrace.flink.feature.FeatureStage;
import io.millrace.flink.inference.Forecast;
import io.millrace.flink.inference.ForecastOrder;
import io.millrace.flink.inference.InferenceStage;
import io.millrace.flink.market.MarketStage;
import io.millrace.testkit.FakeModelServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that dies in the middle of a live run and comes back. */
class LiveModelTest {

    private static final long OPENS_AT = Instant.parse("2020-01-02T14:30:00Z").toEpochMilli();
    private static final long POINTED_FROM = OPENS_AT + 300 * 60_000L;
    private static final int HEARD = 100;
    private static final int MISSED = 60;
    private static final int CAPACITY = 20;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

    private static final AtomicInteger USED = new AtomicInteger();
    private static final AtomicInteger CLOSED = new AtomicInteger();

    /** Reached by the operator that pulls the plug, which Flink copies. */
    private static final AtomicReference<@Nullable FakeModelServer> SERVER =
            new AtomicReference<>();

    @TempDir Path folder = Path.of("");

    @Test
    void decisionsGoOnWithoutTheServerAndHearItAgainWhenItIsBack() throws Exception {
        try (FakeModelServer server = new FakeModelServer(true).start()) {
            SERVER.set(server);
            run(scene(server), null, folder);
        }

        List<String[]> said = rows("forecasts.csv");
        assertThat(said).hasSameSizeAs(rows("decisions.csv")).hasSizeGreaterThan(1_000);
        List<Long> heard = times(said, "true", "");
        List<Long> closed = times(said, "false", Absence.BREAKER_OPEN.name());
        assertThat(heard).hasSizeGreaterThan(HEARD);
        assertThat(closed).hasSizeGreaterThanOrEqualTo(MISSED);
        assertThat(heard.get(0)).isLessThan(closed.get(0));
        assertThat(heard.get(heard.size() - 1)).isGreaterThan(closed.get(closed.size() - 1));
        // no more than what can be under way when it dies
        assertThat(
                        times(said, "false", Absence.UNREACHABLE.name()).size()
                                + times(said, "false", Absence.DEADLINE.name()).size())
                .isLessThan(2 * CAPACITY);
    }

    /** The server knows no model of that name, so its answers end where the pointer begins. */
    @Test
    void aPointerCountsFromItsEventTimeOnHoweverEarlyItWasSaid() throws Exception {
        ModelPointer pointer =
                new ModelPointer(
                        POINTED_FROM, ModelPointer.NEVER, ModelRef.newest("elsewhere"), null, 0);
        try (FakeModelServer server = new FakeModelServer(true).start()) {
            SERVER.set(null);
            run(scene(server), pointer, folder);
        }

        List<String[]> said = rows("forecasts.csv");
        List<Long> heard = times(said, "true", "");
        List<Long> refused = times(said, "false", Absence.REFUSED.name());
        assertThat(heard).isNotEmpty().allMatch(end -> end < POINTED_FROM);
        assertThat(refused).isNotEmpty().allMatch(end -> end >= POINTED_FROM);
        assertThat(refused.get(0)).isEqualTo(POINTED_FROM);
    }

    private static void run(ReplayScene scene, @Nullable ModelPointer pointer, Path out)
            throws Exception {
        StrategySettings strategy = scene.strategy();
        try (StreamExecutionEnvironment env = ReplayScene.environment(2, new Configuration())) {
            MarketStage.Streams market = MarketStage.ofBars(scene.events(env), strategy.market());
            AlphaStage.Streams alphas =
                    AlphaStage.of(
                            FeatureStage.of(market.bars(), strategy.market(), scene.extras()),
                            strategy.market(),
                            strategy.alphas());
            InferenceStage.Streams inference =
                    InferenceStage.of(
                            alphas.observations(),
                            pointer == null ? null : pointers(env, pointer),
                            new InferenceStage.Manner(
                                    strategy.market(),
                                    strategy.model(),
                                    ServerConnector.live(strategy.model()),
                                    true));
            DataStream<Forecast> watched =
                    inference.forecasts().map(new Hand()).returns(Forecast.class).uid("hand");
            ForecastOrder.of(watched)
                    .sinkTo(
                            new CsvSink<Forecast>(
                                    out.resolve("forecasts.csv").toString(),
                                    "ts,used,absence",
                                    (one, line) ->
                                            line.field(one.atMillis())
                                                    .field(one.used())
                                                    .field(one.absence())))
                    .uid("forecasts")
                    .setParallelism(1);
            EnsembleStage.of(inference.observations(), strategy.ensemble())
                    .sinkTo(
                            new CsvSink<>(
                                    out.resolve("decisions.csv").toString(),
                                    "ts",
                                    (one, line) -> line.field(one.atMillis())))
                    .uid("decisions")
                    .setParallelism(1);
            env.execute("live-model");
        }
    }

    private static DataStream<ModelPointer> pointers(
            StreamExecutionEnvironment env, ModelPointer pointer) {
        return env.fromData(List.of(pointer), TypeInformation.of(ModelPointer.class))
                .uid("pointers")
                .setParallelism(1);
    }

    private ReplayScene scene(FakeModelServer server) throws Exception {
        ReplayScene tape = ReplayScene.over(withoutGaps(), TapeFilter.ALL);
        Map<String, Object> values = new HashMap<>(ReplayScene.EAGER);
        values.put("model.url", server.url());
        values.put("model.deadline", "2s");
        values.put("model.capacity", CAPACITY);
        values.put("model.health.least-coverage", "0");
        values.put("model.health.most-fall", "1");
        Settings settings = new Settings(values);
        StrategySettings strategy = StrategySettings.from(settings, Resolution.MINUTE);
        settings.finish();
        return new ReplayScene(tape.tape(), strategy, tape.extras());
    }

    /** A session of three symbols in which no minute is missing. */
    private Path withoutGaps() throws Exception {
        StringBuilder rows = new StringBuilder("symbol,ts,open,high,low,close,volume\n");
        for (int minute = 0; minute < 390; minute++) {
            for (String symbol : List.of("AAA", "BBB", "CCC")) {
                double wave = Math.sin(minute / 7.0 + symbol.hashCode());
                String price = String.format(Locale.ROOT, "%.2f", 100 + wave);
                rows.append(symbol).append(',').append(OPENS_AT + minute * 60_000L);
                rows.append((',' + price).repeat(4)).append(',');
                rows.append(1_000 + Math.round(100 * wave)).append('\n');
            }
        }
        Path tape = Files.createDirectories(folder.resolve("tape"));
        Files.writeString(tape.resolve("bars.csv"), rows);
        return tape;
    }

    private List<String[]> rows(String file) throws Exception {
        return Files.readAllLines(folder.resolve(file)).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }

    private static List<Long> times(List<String[]> said, String used, String absence) {
        return said.stream()
                .filter(one -> one[1].equals(used) && one[2].equals(absence))
                .map(one -> Long.valueOf(one[0]))
                .toList();
    }

    /**
     * Pulls the plug after so many predictions, puts it back after so many bars without one, and
     * then holds the bars back until the server was asked again whether it is there.
     */
    private static final class Hand implements MapFunction<Forecast, Forecast> {

        private static final long serialVersionUID = 1L;

        @Override
        public Forecast map(Forecast forecast) throws Exception {
            FakeModelServer server = SERVER.get();
            if (server == null) {
                // slow enough for a command to be there before its time
                LockSupport.parkNanos(PAUSE);
                return forecast;
            }
            if (forecast.used() && USED.incrementAndGet() == HEARD) {
                server.kill();
            }
            if (forecast.absence() == Absence.BREAKER_OPEN && CLOSED.incrementAndGet() == MISSED) {
                int before = server.probes();
                server.start();
                long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
                while (server.probes() < before + 4 && System.nanoTime() < end) {
                    LockSupport.parkNanos(PAUSE);
                }
            }
            if (forecast.absence() != Absence.NOT_READY) {
                LockSupport.parkNanos(PAUSE);
            }
            return forecast;
        }
    }
}
