package io.millrace.flink.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.csv.CsvSink;
import io.millrace.connectors.files.TapeFilter;
import io.millrace.connectors.inference.ServerConnector;
import io.millrace.domain.config.Settings;
import io.millrace.domain.market.MarketEvent;
import io.millrace.domain.market.Resolution;
import io.millrace.domain.model.Absence;
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
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that dies in the middle of a live run and comes back. */
class LiveModelTest {

    private static final long OPENS_AT = Instant.parse("2020-01-02T14:30:00Z").toEpochMilli();
    private static final long DIES_AT = Instant.parse("2020-01-02T18:00:00Z").toEpochMilli();
    private static final long RETURNS_AT = Instant.parse("2020-01-02T18:30:00Z").toEpochMilli();

    /** Reached by the operator that paces the tape, which Flink copies. */
    private static final AtomicReference<@Nullable FakeModelServer> SERVER =
            new AtomicReference<>();

    @TempDir Path folder = Path.of("");

    @Test
    void decisionsGoOnWithoutTheServerAndHearItAgainWhenItIsBack() throws Exception {
        try (FakeModelServer server = new FakeModelServer(true).start()) {
            SERVER.set(server);
            run(scene(server), folder);
        }

        List<String[]> said = rows("forecasts.csv");
        assertThat(said).hasSameSizeAs(rows("decisions.csv")).hasSizeGreaterThan(500);
        assertThat(used(said, 0, DIES_AT)).isPositive();
        assertThat(used(said, DIES_AT + 60_000, RETURNS_AT)).isZero();
        assertThat(used(said, RETURNS_AT, Long.MAX_VALUE)).isPositive();
        assertThat(absent(said, Absence.BREAKER_OPEN)).isPositive();
        // what was under way when it died, and at most what the breaker counts after that
        assertThat(absent(said, Absence.UNREACHABLE) + absent(said, Absence.DEADLINE))
                .isLessThan(absent(said, Absence.BREAKER_OPEN) + 10);
    }

    private static void run(ReplayScene scene, Path out) throws Exception {
        StrategySettings strategy = scene.strategy();
        try (StreamExecutionEnvironment env =
                ReplayScene.environment(2, new Configuration())) {
            DataStream<MarketEvent> paced =
                    scene.events(env)
                            .map(new Paced())
                            .returns(MarketEvent.class)
                            .uid("paced")
                            .setParallelism(1);
            MarketStage.Streams market = MarketStage.ofBars(paced, strategy.market());
            AlphaStage.Streams alphas =
                    AlphaStage.of(
                            FeatureStage.of(market.bars(), strategy.market(), scene.extras()),
                            strategy.market(),
                            strategy.alphas());
            InferenceStage.Streams inference =
                    InferenceStage.of(
                            alphas.observations(),
                            null,
                            new InferenceStage.Manner(
                                    strategy.market(),
                                    strategy.model(),
                                    ServerConnector.live(strategy.model()),
                                    true));
            ForecastOrder.of(inference.forecasts())
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

    private ReplayScene scene(FakeModelServer server) throws Exception {
        ReplayScene tape = ReplayScene.over(withoutGaps(), TapeFilter.ALL);
        Map<String, Object> values = new HashMap<>(ReplayScene.EAGER);
        values.put("model.url", server.url());
        values.put("model.deadline", "2s");
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

    private static long used(List<String[]> said, long from, long to) {
        return said.stream()
                .filter(one -> Long.parseLong(one[0]) >= from && Long.parseLong(one[0]) < to)
                .filter(one -> one[1].equals("true"))
                .count();
    }

    private static long absent(List<String[]> said, Absence why) {
        return said.stream().filter(one -> one[2].equals(why.name())).count();
    }

    /** Slow enough for a breaker to be seen, and the hand that pulls the plug. */
    private static final class Paced implements MapFunction<MarketEvent, MarketEvent> {

        private static final long serialVersionUID = 1L;
        private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

        private transient boolean died;
        private transient boolean returned;

        @Override
        public MarketEvent map(MarketEvent event) throws Exception {
            long at = event.requireBar().endMillis();
            FakeModelServer server = SERVER.get();
            if (server != null && at >= DIES_AT && !died) {
                died = true;
                server.kill();
            }
            if (server != null && at >= RETURNS_AT && !returned) {
                returned = true;
                server.start();
            }
            if (died) {
                LockSupport.parkNanos(PAUSE);
            }
            return event;
        }
    }
}
